# Building, cutting and replacing strings.
let
  inherit (builtins) concatStringsSep foldl' genList replaceStrings stringLength substring;
  words = genList (i: "word-${toString i}") 50000;
  text = concatStringsSep " " words;
  shout = replaceStrings [ "word" "9" ] [ "WORD" "nine" ] text;
  pieces = genList (i: substring (i * 7) 7 shout) 50000;
in
foldl' (n: s: n + stringLength "${s}/${toString n}") 0 pieces
