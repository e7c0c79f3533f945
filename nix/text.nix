# A file with that text: an ordinary derivation that any Nix can build. Its script uses nothing but what every shell brings itself, and it
# is constant, so that Firn knows the output without running it (realise.build.text). The two must agree to the byte.
{
  name,
  text,
  system ? builtins.currentSystem,
}:
derivation {
  inherit name text system;
  builder = "/bin/sh";
  args = [
    "-ec"
    "while IFS= read -r line; do printf '%s\\n' \"$line\"; done < \"$textPath\" > \"$out\"; printf '%s' \"$line\" >> \"$out\""
  ];
  passAsFile = [ "text" ];
  preferLocalBuild = true;
  allowSubstitutes = false;
}
