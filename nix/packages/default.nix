# The packages of this machine, for models where NIX_PATH has no <nixpkgs>: a lazy set, under nixpkgs' names. A package is made of the
# programs that the machine has; what is missing is an error when it is used, which names the package to install.
{
  system ? builtins.currentSystem,
  ...
}:
let
  lib = import ../lib;
  host = import ./host.nix { inherit system; };
  writers = import ./writers.nix { inherit system; };
in
builtins.mapAttrs host (import ./catalogue.nix)
// writers
// {
  inherit lib system;
  firn = import ./firn.nix { inherit system; };
}
