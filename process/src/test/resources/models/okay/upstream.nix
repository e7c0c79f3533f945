{ pkgs ? import <nixpkgs> { }, processManager }:
# What createManagedProcess of nix-processmgmt makes when no process manager is named.
let
  create = properties: pkgs.stdenv.mkDerivation {
    name = properties.instanceName;
    configJSON = builtins.toJSON properties;
    buildCommand = "cp $configJSONPath $out";
  };
in
rec {
  database.pkg = create { instanceName = "database"; foregroundProcess = "/bin/sh"; };
  web.pkg = create {
    instanceName = "web";
    process = "/bin/sh";
    environment.PORT = 80;
    environment.TEXT = "${pkgs.writeText "text" "x"}";
    dependencies = [ database.pkg ];
    credentials = { users.web = { createHomeDir = true; homeDir = "/home/me/web"; }; };
  };
}
