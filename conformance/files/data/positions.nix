let
  x = 1;
  s.x = 2;
in
{
  inherit x;
  inherited = {
    inherit (s) x;
  };
  nested.path = 3;
  nested.other = 4;
  ${"dyn" + "amic"} = 5;
  "quoted name" = 6;
  here = __curPos;
  updated = { a = 1; } // { b = 2; };
}
