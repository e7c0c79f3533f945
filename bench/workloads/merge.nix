# Attribute sets: `//`, selection, intersection, over and over.
let
  inherit (builtins) attrNames foldl' genList intersectAttrs length listToAttrs mapAttrs;
  wide = listToAttrs (genList (i: { name = "key${toString i}"; value = i; }) 200);
  step = acc: i: acc // { "key${toString (i - (i / 200) * 200)}" = acc.key7 + i; last = i; };
  merged = foldl' step wide (genList (i: i) 200000);
  mapped = foldl' (acc: i: mapAttrs (_: v: v + i) (acc // { key7 = i; })) wide (genList (i: i) 8000);
in
length (attrNames (intersectAttrs merged mapped)) + merged.key7 + mapped.key7
