# A tiny web application that says who it is: in the foreground, or as a daemon with a PID file.
{
  createManagedProcess,
  pkgs,
  state,
  tmpDir,
  ...
}:
{
  port,
  instanceSuffix ? "",
  instanceName ? "webapp${instanceSuffix}",
  address ? "127.0.0.1",
  # A sentence on its page.
  text ? "Simple test webapp",
  # "foreground" or "daemon", if it shall know one way only; null for both.
  mode ? null,
}:
let
  pidFile = "${tmpDir}/${instanceName}.pid";
  perl = "${pkgs.perl}/bin/perl";
in
createManagedProcess (
  {
    inherit instanceName pidFile;
    description = "Web application ${instanceName}";
    args = [ "${./webapp.pl}" ];
    daemonExtraArgs = [ "-D" ];
    environment = {
      PORT = port;
      ADDRESS = address;
      INSTANCE = instanceName;
      TEXT = text;
      PID_FILE = pidFile;
    };
    readiness.http = {
      url = "http://${address}:${toString port}/";
      # Not whoever else has the port.
      body = "<h1>${instanceName}</h1>";
    };
  }
  // (
    if mode == "foreground" then
      { foregroundProcess = perl; }
    else if mode == "daemon" then
      { daemon = perl; }
    else
      { process = perl; }
  )
  // state.account instanceName "Web application ${instanceName}" "/dev/null"
)
