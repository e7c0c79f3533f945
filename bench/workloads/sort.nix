# Sorting with a comparison of one's own, and with the builtin one.
let
  inherit (builtins) elemAt foldl' genList length lessThan sort;
  mod = a: b: a - (a / b) * b;
  numbers = genList (i: mod (i * 7919 + 12345) 100003) 600000;
  down = sort (a: b: a > b) numbers;
  up = sort lessThan numbers;
in
elemAt up 100 + elemAt down 100 + length up
