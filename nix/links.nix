# A directory of symbolic links: a set of what the names, which begin with a slash, point at. Another identity makes it another directory.
# Firn knows the output without running the script (realise.build.text), so the two must agree to the byte.
{
  name,
  links,
  identity ? "",
  system ? builtins.currentSystem,
}:
derivation {
  inherit name identity system;
  links = builtins.concatStringsSep "" (map (file: "${file}\n${links.${file}}\n") (builtins.attrNames links));
  builder = "/bin/sh";
  args = [
    "-ec"
    "PATH=/usr/bin:/bin; mkdir \"$out\"; while IFS= read -r name; do IFS= read -r target; file=\"$out$name\"; mkdir -p \"\${file%/*}\"; ln -s \"$target\" \"$file\"; done < \"$linksPath\""
  ];
  passAsFile = [ "links" ];
  preferLocalBuild = true;
  allowSubstitutes = false;
}
