# A store to train on: texts that refer to each other, and files that derivations of our own write.
{ count ? 1000 }:

let
  text = import ../../../../nix/text.nix;
  texts = builtins.genList (n: builtins.toFile "text-${toString n}" (
    if n == 0 then "" else "${builtins.elemAt texts (n / 2)} ${builtins.elemAt texts (n - 1)}"
  )) count;
  written = builtins.genList (n: text { name = "written-${toString n}"; text = "This is ${toString n}.\n"; }) count;
in
{
  inherit written;
  all = text {
    name = "all";
    text = builtins.concatStringsSep "\n" texts;
  };
}
