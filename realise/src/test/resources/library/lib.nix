# Checked against nixpkgs.lib: each attribute has the value that it has there.
l: with l; {
  a = recursiveUpdate { a.b = 1; a.c = [ 1 ]; d = 2; } { a.c = [ 2 ]; d.e = 1; };
  b = mapAttrs' (n: v: nameValuePair "x${n}" (v + 1)) { a = 1; b = 2; };
  c = filterAttrs (n: v: v > 1) { a = 1; b = 2; };
  d = concatMapStringsSep "," toString [ 1 2 ];
  e = escapeShellArgs [ "a b" "it's" 5 "x/y" "" ];
  f = [ (hasPrefix "a" "abc") (hasSuffix "bc" "abc") (hasSuffix "abcd" "abc") (hasInfix "b.c" "ab.cd") (hasInfix "b.c" "abxcd") (hasInfix "\n" "a\nb") ];
  g = splitString "." "a.b..c";
  h = [ (removePrefix "a" "abc") (removeSuffix "c" "abc") (toUpper "abc") (toLower "ABC") ];
  i = unique [ 1 2 1 3 ];
  j = [ (range 1 3) (take 2 [ 1 2 3 ]) (drop 2 [ 1 2 3 ]) (last [ 1 2 ]) (init [ 1 2 ]) (sublist 1 5 [ 1 2 3 ]) (reverseList [ 1 2 3 ]) ];
  k = foldr (a: b: a + b) "" [ "a" "b" ] + foldl (a: b: b + a) "" [ "a" "b" ];
  l = flatten [ 1 [ 2 [ 3 ] ] ];
  m = attrByPath [ "a" "b" ] 5 { a.b = 1; };
  n = [ (toInt " 12 ") (toIntBase10 "012") (versionOlder "1.2" "1.10") (versionAtLeast "1.2" "1.2") (getName "foo-1.2") (getVersion "foo-1.2") ];
  o = [ (fixedWidthNumber 5 15) (strings.escapeNixString "a\${b}\"") (escapeXML "<a&'\">") (escapeRegex "a.b(c") ];
  p = collect isInt { a = 1; b.c = 2; };
  q = cartesianProduct { a = [ 1 2 ]; b = [ 3 4 ]; };
  r = mapAttrsRecursive (p: v: concatStringsSep "-" (p ++ [ v ])) { a.b = "c"; };
  s = zipAttrsWith (n: v: v) [ { a = 1; } { a = 2; b = 3; } ];
  t = partition (x: x > 2) [ 1 2 3 4 ];
  u = sort lessThan [ 3 1 2 ];
  v = naturalSort [ "disk11" "disk8" "disk100" "disk9" ];
  w = generators.toINI { } { foo = { hi = "x"; a = 1; b = true; }; baz."al:so" = "x"; };
  x = generators.toKeyValue { } { a = 1; b = "x"; };
  y = [ (concatLines [ "a" "b" ]) (optionalString true "x") (optionals false [ 1 ]) (optional true 1) (optionalAttrs true { a = 1; }) ];
  z = fix (self: { a = 1; b = self.a + 1; });
  aa = (makeExtensible (self: { a = 1; b = self.a; })).extend (final: prev: { a = prev.a + 5; }) ? b;
  ab = ((makeExtensible (self: { a = 1; b = self.a; })).extend (final: prev: { a = prev.a + 5; })).b;
  ac = [ (imap0 (i: v: "${toString i}${v}") [ "a" "b" ]) (imap1 (i: v: i) [ 5 ]) (zipLists [ 1 2 ] [ 3 4 5 ]) (count (x: x == 1) [ 1 1 2 ]) (findFirst (x: x > 1) null [ 1 2 3 ]) (remove 1 [ 1 2 1 ]) (intersectLists [ 1 2 3 ] [ 3 2 ]) (subtractLists [ 3 2 ] [ 1 2 3 4 5 3 ]) ];
  ad = mapAttrsToList (n: v: n + v) { a = "x"; b = "y"; };
  ae = [ (genAttrs [ "a" "b" ] (n: n + "!")) (foldAttrs (n: a: [ n ] ++ a) [ ] [ { a = 2; } { a = 3; b = 4; } ]) (attrVals [ "a" ] { a = 1; }) (getAttrs [ "a" ] { a = 1; b = 2; }) ];
  af = [ (if strings ? trim then strings.trim "  a b \n" else 1) (toShellVars { a = "x y"; b = [ "1" "2 3" ]; c = { k = "v"; }; }) (strings.levenshtein "kitten" "sitting") (strings.sanitizeDerivationName "..a/b c") ];
  ag = [ (versions.major "1.2.3") (versions.majorMinor "1.2.3") (versions.pad 3 "1.2") (boolToString true) (min 1 2) (max 1 2) (mod 11 10) (compare 1 2) (pipe 2 [ (x: x + 2) toString ]) ];
  ah = [ (concatStringsSep "," (stringToCharacters "abc")) (concatImapStrings (i: s: "${toString i}${s}") [ "a" "b" ]) (makeBinPath [ "/a" "/b" ]) (nameFromURL "https://x.org/bar/nix-1.7.tar.gz" "-") (trivial.toHexString 250) ];
  ai = [ (setAttrByPath [ "a" "b" ] 3) (hasAttrByPath [ "a" "b" ] { a.b = 1; }) (foldlAttrs (acc: n: v: acc + n + v) "" { a = "1"; b = "2"; }) (concatMapAttrs (n: v: { ${n} = v; ${n + v} = v; }) { x = "a"; y = "b"; }) (updateManyAttrsByPath [ { path = [ "a" "b" ]; update = old: { d = old.c; }; } ] { a.b.c = 0; }) ];
  aj = [ (toList 1) (singleton 1) (forEach [ 1 ] (x: x + 1)) (groupBy (x: if x > 2 then "big" else "small") [ 5 1 2 3 4 ]) (allUnique [ 1 2 1 ]) (mutuallyExclusive [ 1 ] [ 2 ]) (compareLists compare [ 1 2 ] [ 1 3 ]) ];
}
