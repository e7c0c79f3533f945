# Sets that refer to themselves, and extensions of them.
rec {
  fix =
    function:
    let
      x = function x;
    in
    x;
  converge = function: x: let next = function x; in if next == x then x else converge function next;
  extends =
    overlay: function: final:
    let
      previous = function final;
    in
    previous // overlay final previous;
  composeExtensions =
    first: second: final: previous:
    let
      applied = first final previous;
    in
    applied // second final (previous // applied);
  composeManyExtensions = builtins.foldl' (left: right: composeExtensions left right) (_: _: { });
  makeExtensible = makeExtensibleWithCustomName "extend";
  makeExtensibleWithCustomName =
    name: rattrs:
    fix (
      self:
      rattrs self
      // {
        ${name} = overlay: makeExtensibleWithCustomName name (extends overlay rattrs);
      }
    );
}
