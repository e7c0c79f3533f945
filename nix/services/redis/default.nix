# Redis, which keeps its data in `lib`.
{
  createManagedProcess,
  pkgs,
  lib,
  state,
  libDir,
  runtimeDir,
  ...
}:
{
  port ? 6379,
  instanceSuffix ? "",
  instanceName ? "redis${instanceSuffix}",
  address ? "127.0.0.1",
  # More settings, as Redis names them: { maxmemory = "64mb"; }
  settings ? { },
}:
let
  data = "${libDir}/${instanceName}";
  pidFile = "${runtimeDir}/${instanceName}/${instanceName}.pid";
  all = {
    inherit port;
    bind = address;
    dir = data;
    pidfile = pidFile;
  }
  // settings;
  line = name: value: "${name} ${toString value}\n";
  config = pkgs.writeText "${instanceName}.conf" (lib.concatStrings (lib.mapAttrsToList line all));
in
createManagedProcess (
  {
    inherit instanceName pidFile;
    description = "Redis ${instanceName}";
    initialize = state.folders "0750" instanceName [
      data
      (dirOf pidFile)
    ];
    process = "${pkgs.redis}/bin/redis-server";
    args = [ "${config}" ];
    daemonExtraArgs = [
      "--daemonize"
      "yes"
    ];
    readiness.tcp = {
      host = address;
      inherit port;
    };
    # It writes its data before it ends.
    stop.timeout = 60;
  }
  // state.account instanceName "Redis ${instanceName}" data
)
