# A model of many processes: what is done for each of them is done often enough for Java to note how.
{ pkgs, ... }@args:
let
  firn = import <firn> args;
  idler = number: {
    name = "idler${toString number}";
    value.pkg = firn.createManagedProcess {
      name = "idler${toString number}";
      foregroundProcess = "/bin/sh";
      args = [ "-c" "exec sleep ${toString number}" ];
      environment.NUMBER = number;
    };
  };
in
builtins.listToAttrs (builtins.genList idler 200)
