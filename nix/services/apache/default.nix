# Files of a folder, served by Apache's HTTP server.
{
  createManagedProcess,
  pkgs,
  lib,
  state,
  runtimeDir,
  logDir,
  forceDisableUserChange,
  ...
}:
{
  port ? 80,
  instanceSuffix ? "",
  instanceName ? "apache${instanceSuffix}",
  address ? "127.0.0.1",
  serverName ? "localhost",
  # An absolute path, or a path of the model, which is copied to the store.
  documentRoot,
  # Modules besides those that files need, by their names without "mod_": [ "rewrite" ]
  modules ? [ ],
  # More for the configuration.
  extraConfig ? "",
}:
let
  run = "${runtimeDir}/${instanceName}";
  log = "${logDir}/${instanceName}";
  pidFile = "${run}/${instanceName}.pid";
  config = "${runtimeDir}/${instanceName}.conf";
  # Which modules are part of the program differs between packages.
  load = name: ''
    <IfModule !${name}_module>
      LoadModule ${name}_module ${pkgs.apacheHttpd}/modules/mod_${name}.so
    </IfModule>
  '';
  text = ''
    ServerRoot "${pkgs.apacheHttpd}"
    ServerName "${serverName}"
    DefaultRuntimeDir "${run}"
    PidFile "${pidFile}"
    Listen ${address}:${toString port}
    ${lib.concatMapStrings load (
      [
        "mpm_event"
        "unixd"
        "authz_core"
        "log_config"
        "mime"
        "dir"
      ]
      ++ modules
    )}
    ${lib.optionalString (!forceDisableUserChange) "User ${instanceName}\nGroup ${instanceName}"}
    TypesConfig ${if builtins.pathExists "/etc/mime.types" then "/etc/mime.types" else "${pkgs.apacheHttpd}/conf/mime.types"}
    DirectoryIndex index.html
    ErrorLog "${log}/error.log"
    CustomLog "${log}/access.log" "%h %l %u %t \"%r\" %>s %b"
    DocumentRoot "${documentRoot}"
    <Directory "${documentRoot}">
      Options FollowSymLinks
      AllowOverride None
      Require all granted
    </Directory>
    ${extraConfig}
  '';
in
createManagedProcess (
  {
    inherit instanceName pidFile;
    description = "Apache ${instanceName}";
    initialize = state.folders "0750" instanceName [
      run
      log
    ];
    process = "${pkgs.apacheHttpd}/bin/httpd";
    args = [
      "-f"
      config
    ];
    foregroundProcessExtraArgs = [ "-DFOREGROUND" ];
    reload = {
      signal = "USR1";
      files.${config} = "${pkgs.writeText "${instanceName}.conf" text}";
    };
    readiness.tcp = {
      host = address;
      inherit port;
    };
  }
  # Apache starts as who may open its port and gives up its rights itself.
  // removeAttrs (state.account instanceName "Apache ${instanceName}" "/dev/null") [ "user" ]
)
