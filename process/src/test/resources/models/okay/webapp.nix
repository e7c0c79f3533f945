{ pkgs, stateDir, ... }@args:
with import <firn> args;
rec {
  db.pkg = createManagedProcess {
    name = "db";
    daemon = "/bin/sh";
    instanceName = "db";
    user = "postgres";
  };
  web = rec {
    port = 8080;
    urls = [ "http://localhost:8080/" ];
    pkg = createManagedProcess {
      name = "web";
      description = "Web server";
      process = "/bin/sh";
      args = [ "-p" port ];
      daemonExtraArgs = [ "-D" ];
      environment = {
        PORT = port;
        DEBUG = true;
        NONE = null;
      };
      path = [ "/opt/tools" ];
      directory = "${stateDir}/web";
      umask = "022";
      nice = "5";
      dependencies = [ db.pkg ];
      initialize = "mkdir -p ${stateDir}/web";
      readiness.http = {
        url = "http://localhost:${toString port}/";
        status = 200;
      };
      readiness.timeout = "5s";
      restart = "on-failure";
      stop = {
        signal = "SIGQUIT";
        timeout = 3;
      };
      reload = {
        signal = "HUP";
        files."/etc/web.conf" = "/store/web.conf";
      };
      resources = {
        memory = "512M";
        cpu = 50;
      };
      secrets.PASSWORD = "/etc/hostname";
      environmentFiles = [ "/etc/passwd" ];
      logging.file = "${logDir}/web.log";
      overrides.plain.autostart = true;
      overrides.systemd.Service.Nice = 1;
    };
  };
}
