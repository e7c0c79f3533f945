# A text file that may be executable, and may stand at some path below the output. Firn knows the output without running the script
# (realise.build.text), so the two must agree to the byte; whoever runs it needs the usual programs in /usr/bin or /bin.
{
  name,
  text,
  executable ? false,
  destination ? "",
  system ? builtins.currentSystem,
}:
derivation {
  inherit name text executable destination system;
  builder = "/bin/sh";
  args = [
    "-ec"
    "PATH=/usr/bin:/bin; file=\"$out$destination\"; mkdir -p \"\${file%/*}\"; cat \"$textPath\" > \"$file\"; if [ -n \"$executable\" ]; then chmod +x \"$file\"; fi"
  ];
  passAsFile = [ "text" ];
  preferLocalBuild = true;
  allowSubstitutes = false;
}
