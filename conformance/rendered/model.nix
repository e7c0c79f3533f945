# The processes of a case, for Firn.
{ case, programs, stateDir, ... }@args:
builtins.mapAttrs (_: pkg: { inherit pkg; }) (
  import ./cases.nix {
    create = settings: (import <firn> (args // settings)).createManagedProcess;
    inherit programs stateDir;
  }
).${case}
