{ other ? "other-1" }:
let
  system = builtins.currentSystem;
  package =
    name: extra: meta:
    derivation (
      {
        inherit name system;
        builder = "/bin/sh";
        args = [
          "-c"
          ''
            /bin/mkdir -p $out/bin $out/share/$file
            echo $name > $out/bin/$file
            echo $name > $out/share/$file/text
            if [ -n "$lib" ]; then
              /bin/mkdir -p $lib/lib
              echo $name > $lib/lib/$file
            fi
          ''
        ];
        file = (builtins.parseDrvName name).name;
      }
      // extra
    )
    // {
      inherit meta;
    };
in
rec {
  hello = package "hello-1.0" { } { description = "Greets"; };
  hello2 = package "hello-2.0" { } {
    description = "Greets\nlonger";
    license = [ "a" "b" ];
    maintainers = { a = "x"; b = "y"; c = 1; };
    broken = false;
    size = 7;
    ratio = 1.5;
    recipe = x: x;
    nested = { a = [ 1 { b = "c"; } ]; };
    self = hello;
  };
  hello2pre = package "hello-2.0pre3" { } { };
  again = hello;
  Zip = package "Zip-3.0" { } { priority = 10; };
  unzip = package "unzip" { } { priority = "7"; };
  many = package "many-1.2.3" {
    outputs = [ "out" "lib" ];
  } { outputsToInstall = [ "lib" ]; };
  both = package "both-0.1-rc1" { outputs = [ "out" "lib" ]; } { keep = true; };
  clash = package "clash-1" { file = "hello"; } { };
  winner = package "winner-1" { file = "hello"; } { priority = 1; };
  foreign = package "foreign-1" { system = "sparc-none"; } { };
  fails = throw "no";
  asserts = assert false; hello;
  badName = derivation { name = throw "x"; inherit system; builder = "/bin/sh"; };
  lateFailure = (package "late-1" { } { }) // { outPath = throw "late"; };
  inner = {
    recurseForDerivations = true;
    deep = package "deep-1" { } { };
    "not a name" = package "hidden-1" { } { };
  };
  ignored = { lost = package "lost-1" { } { }; };
  elements = [ (package "listed-1" { } { }) ];
  named = package other { } { };
}
