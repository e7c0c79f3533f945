# createManagedProcess: a process as plain data, for all process managers. Firn reads the parameters, gives each its default, and says
# which one is wrong and where it was written; so here they stay as they are.
{
  stateDir,
  runtimeDir ? "${stateDir}/run",
  logDir ? "${stateDir}/log",
  cacheDir ? "${stateDir}/cache",
  spoolDir ? "${stateDir}/spool",
  lockDir ? "${stateDir}/lock",
  libDir ? "${stateDir}/lib",
  tmpDir ? if stateDir == "/var" then "/tmp" else "${stateDir}/tmp",
  forceDisableUserChange ? false,
  ids ? { },
  ...
}:
let
  folders = {
    state = stateDir;
    run = runtimeDir;
    log = logDir;
    cache = cacheDir;
    spool = spoolDir;
    lock = lockDir;
    lib = libDir;
    tmp = tmpDir;
  };
in
parameters: {
  _type = "process";
  name = parameters.name or parameters.instanceName or (throw "a process needs a name: give createManagedProcess the parameter 'name' or 'instanceName'");
  inherit parameters folders forceDisableUserChange ids;
}
