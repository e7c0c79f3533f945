# Builds with the shell, the compiler and the other programs of this machine, which the sandbox has to show (__impureHostDeps).
{ system, lib }:
let
  shell = "/bin/bash";
  setup = builtins.toFile "setup.sh" (builtins.readFile ./setup.sh);

  # Attributes that are not for the builder.
  own = [
    "meta"
    "passthru"
    "pos"
  ];

  mkDerivation =
    given:
    let
      attributes = if lib.isFunction given then lib.fix given else given;
      name =
        attributes.name or "${attributes.pname}${
          lib.optionalString (attributes ? version) "-${attributes.version}"
        }";
      built = derivation (
        builtins.removeAttrs attributes own
        // {
          inherit name system;
          builder = shell;
          args = [
            "-e"
            setup
          ];
          __impureHostDeps = [
            "/usr"
            "/bin/bash"
            "/etc/alternatives"
          ];
        }
      );
      package =
        built
        // (attributes.passthru or { })
        // {
          meta = attributes.meta or { };
          overrideAttrs =
            change:
            mkDerivation (
              attributes // (if lib.isFunction change then change attributes else change)
            );
        };
    in
    package;
in
{
  inherit mkDerivation shell system;
  cc = null;
  isLinux = true;
  isDarwin = false;
  hostPlatform = {
    inherit system;
    isLinux = true;
    isDarwin = false;
    isCygwin = false;
    isFreeBSD = false;
  };
}
