# The configuration that nix-processmgmt generates for the cases, by name.
{ processmgmt, manager, programs, stateDir }:
let
  pkgs = import <nixpkgs> { };
  create = settings: import (processmgmt + "/nixproc/create-managed-process/universal/create-managed-process-universal.nix") ({
    inherit pkgs stateDir;
    runtimeDir = "${stateDir}/run";
    logDir = "${stateDir}/log";
    tmpDir = "${stateDir}/tmp";
    processManager = manager;
  } // settings);
in
builtins.mapAttrs (_: processes: processes.webapp) (import ./cases.nix { inherit create programs stateDir; })
