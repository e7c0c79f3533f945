# The machine's programs as nix-processmgmt wants packages, with the tools of the comparison in place of those that need a real process
# manager, rights, or the network. FIRN_TOOLS is their folder.
args:
let
  host = import ../../hostpkgs args;
  tools = host.runCommand "tools" { } ''
    mkdir -p $out/bin
    for file in ${builtins.getEnv "FIRN_TOOLS"}/* /usr/bin/* /bin/* /usr/lib/execline/bin/*; do
      [ -e $out/bin/''${file##*/} ] || ln -s $file $out/bin/
    done
  '' // { bin = tools; };
  own = [ "nixproc-chainload-user" "nixproc-common-tools" ];
  mkDerivation = arguments:
    if builtins.isAttrs arguments && builtins.elem (arguments.name or "") own then tools else host.stdenv.mkDerivation arguments;
in
host
// builtins.listToAttrs (map (name: { inherit name; value = tools; }) [
  "coreutils" "gnused" "gnugrep" "inetutils" "daemon" "sysvinit" "execline" "s6" "findutils" "glibc" "dysnomia" "shadow"
])
// {
  stdenv = host.stdenv // { inherit mkDerivation; };
  # Only what the functions do that scripts call is of interest.
  fetchurl = _: host.runCommand "init-functions.tar" { } ''
    mkdir -p lfs-bootscripts-20190524/lfs/lib/services
    cp ${builtins.getEnv "FIRN_TOOLS"}/init-functions lfs-bootscripts-20190524/lfs/lib/services/
    tar -cf $out lfs-bootscripts-20190524
  '';
  dockerTools = {
    shadowSetup = "";
    buildImage = { name, config, ... }: host.writeText "${name}.json" (builtins.toJSON config);
  };
}
