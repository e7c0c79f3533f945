# Functions for models, under nixpkgs' names and with its meanings. Those that the language has itself are taken from there.
let
  trivial = import ./trivial.nix;
  fixedPoints = import ./fixed-points.nix;
  lists = import ./lists.nix;
  strings = import ./strings.nix { inherit lists; };
  attrsets = import ./attrsets.nix { inherit lists trivial strings; };
  versions = import ./versions.nix { inherit lists; };
  asserts = import ./asserts.nix;
  generators = import ./generators.nix { inherit attrsets lists strings; };
  meta = import ./meta.nix;
in
{
  inherit
    trivial
    fixedPoints
    lists
    strings
    attrsets
    versions
    asserts
    generators
    meta
    ;
}
// trivial
// fixedPoints
// lists
// strings
// attrsets
// asserts
// meta
