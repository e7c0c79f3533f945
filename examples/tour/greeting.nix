# A derivation: how to make a file that greets somebody.
{ who ? "world" }:

derivation {
  name = "greeting";
  system = "x86_64-linux";
  builder = "/bin/sh";
  args = [ "-c" "echo Hello, ${who}! > $out" ];
}
