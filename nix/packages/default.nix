# The packages of this machine, for models where NIX_PATH has no <nixpkgs>: a lazy set, under nixpkgs' names. A package is made of the
# programs that the machine has; what is missing is an error when it is used, which names the package to install.
{
  system ? builtins.currentSystem,
  ...
}:
let
  lib = import ../lib;
  host = import ./host.nix { inherit system; };
  stdenv = import ./stdenv.nix { inherit lib system; };
  packages = builtins.mapAttrs host (import ./catalogue.nix);
in
packages
// import ./writers.nix { inherit stdenv system; }
// import ./builders.nix { inherit lib stdenv; }
// {
  inherit lib stdenv system;
  inherit (stdenv) mkDerivation;
  bashInteractive = packages.bash;
  python3Packages.supervisor = packages.supervisor;
  firn = import ./firn.nix { inherit system; };
}
