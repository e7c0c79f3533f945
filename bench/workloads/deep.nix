# Recursion just below the limit, and a chain of ten thousand thunks.
let
  inherit (builtins) foldl' genList;
  down = n: if n == 0 then 0 else 1 + down (n - 1);
  chain = foldl' (acc: _: { value = acc.value + 1; }) { value = 0; } (genList (i: i) 10000);
in
foldl' (sum: _: sum + down 2400) chain.value (genList (i: i) 2000)
