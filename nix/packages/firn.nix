# Firn itself, for processes that are Firn. Whoever started Firn says which it is; another build of it is another package.
{ system }:
let
  program = builtins.getEnv "FIRN_PROGRAM";
  home = dirOf program;
  builds = builtins.filter builtins.pathExists [
    "${home}/lib/current"
    "${home}/target/image/current"
  ];
in
if program == "" then
  throw "Firn does not know where it is itself: start it by its script 'firn'"
else
  import ../links.nix {
    inherit system;
    name = "firn";
    links."/bin/firn" = program;
    identity = builtins.concatStringsSep " " (map (builtins.hashFile "sha256") builds);
  }
