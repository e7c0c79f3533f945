# What processes models take from Firn. It is given what the model is given: { pkgs, stateDir, ... }@args: with import <firn> args; ...
{
  pkgs ? import <nixpkgs> { },
  stateDir,
  runtimeDir ? "${stateDir}/run",
  logDir ? "${stateDir}/log",
  cacheDir ? "${stateDir}/cache",
  spoolDir ? "${stateDir}/spool",
  lockDir ? "${stateDir}/lock",
  libDir ? "${stateDir}/lib",
  tmpDir ? if stateDir == "/var" then "/tmp" else "${stateDir}/tmp",
  forceDisableUserChange ? false,
  callingUser ? null,
  callingGroup ? null,
  processManager ? null,
  ids ? { },
  ...
}:
let
  self = {
    inherit
      pkgs
      stateDir
      runtimeDir
      logDir
      cacheDir
      spoolDir
      lockDir
      libDir
      tmpDir
      forceDisableUserChange
      callingUser
      callingGroup
      processManager
      ids
      ;
    lib = import ./lib;
    createManagedProcess = import ./process.nix self;
  };
in
self
