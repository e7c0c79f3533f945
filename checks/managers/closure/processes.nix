# A process whose program, its library and its shell are built in the store, and that sees nothing else of the machine.
{
  pkgs,
  stateDir,
  text ? "The first text",
  # Whether its image has all of that, or the store of the machine is mounted.
  image ? true,
  ...
}@args:
let
  inherit (import <firn> args) createManagedProcess;

  # A loader, so that programs need none of the machine.
  library = pkgs.runCommand "library" { } ''
    mkdir -p $out
    loader=$(ls /lib64/ld-linux*.so.* /lib/ld-linux*.so.* 2> /dev/null | head -n 1)
    cp -L "$loader" $out/ld.so
    cp -L "$($loader --list /usr/bin/sh | sed -n 's/.*libc.so.6 => \([^ ]*\).*/\1/p')" $out/libc.so.6
    chmod +x $out/ld.so
  '';
  tools = pkgs.runCommand "tools" { } ''
    mkdir -p $out/bin $out/share
    cp -L /usr/bin/sh $out/bin/shell
    cp -L /usr/bin/sleep $out/bin/sleep
    ln $out/bin/sleep $out/bin/other-name
    ln -s ../bin/shell $out/share/link
    ln -s ${library}/ld.so $out/share/loader
  '';
  program = pkgs.runCommand "program" { inherit text; } ''
    mkdir -p $out
    cat > $out/program <<END
    set -e
    [ ! -x $out/program ] && [ -x ${tools}/bin/shell ] && [ -L ${tools}/share/link ] && [ -x ${tools}/bin/other-name ]
    echo "$text"
    for one in /usr/bin/* \''${STORE}/*; do echo "sees \$one"; done
    exec ${library}/ld.so --library-path ${library} ${tools}/share/../bin/sleep 100000
    END
  '';
in
{
  alone.pkg = createManagedProcess {
    name = "alone";
    foregroundProcess = "${tools}/share/loader";
    foregroundProcessArgs = [
      "--library-path"
      "${library}"
      "${tools}/share/link"
      "${program}/program"
    ];
    environment.STORE = builtins.storeDir;
    readiness.log = text;
    overrides.docker.container = {
      useHostNixStore = !image;
      useHostPrograms = !image;
    };
  };
}
