# Processes as models describe them, for nix-processmgmt and for Firn: each case is a set of processes, of which `webapp` is compared.
{
  # Gives createManagedProcess, with settings such as `ids` or `forceDisableUserChange`.
  create,
  # A folder with the programs `served`, which stays in the foreground, `backgrounded`, which does not, and `prepare`.
  programs,
  stateDir,
}:
let
  process = create { };
  served = "${programs}/served";
  backgrounded = "${programs}/backgrounded";
  webapp = parameters: { webapp = process ({ name = "webapp"; } // parameters); };
  foreground = parameters: webapp ({ foregroundProcess = served; } // parameters);
  pidFile = "${stateDir}/run/webapp/webapp.pid";
  daemon = parameters: webapp ({ daemon = backgrounded; inherit pidFile; } // parameters);
  both = parameters: foreground ({ daemon = backgrounded; instanceName = "webapp"; } // parameters);
  account = {
    user = "firn-case";
    credentials = {
      groups.firn-case = { };
      users.firn-case = {
        group = "firn-case";
        description = "Web application";
      };
    };
  };
  words = [ "a b" "" "it's" "\"quoted\"" "$HOME" "\${HOME}" "`id`" "100%" "%n" "back\\slash" "a;b" ";" "#no" "*" "~" "&" "\\n" "x=y" ];
in
{
  foreground = foreground { };
  foreground-arguments = foreground { args = [ "--port" 5000 ]; foregroundProcessExtraArgs = [ "--stay" ]; daemonExtraArgs = [ "--go" ]; };
  foreground-own-arguments = foreground { args = [ "--lost" ]; foregroundProcessArgs = [ "--own" ]; };
  daemon = daemon { };
  daemon-arguments = daemon { args = [ "--port" 5000 ]; foregroundProcessExtraArgs = [ "--stay" ]; daemonExtraArgs = [ "--go" ]; };
  daemon-own-arguments = daemon { args = [ "--lost" ]; daemonArgs = [ "--own" ]; };
  daemon-without-pid-file = webapp { daemon = backgrounded; instanceName = "webapp"; };
  both = both { };
  both-arguments = webapp { process = served; args = [ "-a" ]; daemonExtraArgs = [ "-D" ]; foregroundProcessExtraArgs = [ "-F" ]; };
  both-with-pid-file = both { inherit pidFile; };

  instance-name.webapp = process { instanceName = "webapp-1"; process = served; };
  description = foreground { description = "The web application"; };
  awkward-arguments = foreground { args = words; };
  awkward-arguments-daemon = daemon { args = words; };
  awkward-environment = foreground { environment = builtins.listToAttrs (builtins.genList (i: { name = "V${toString i}"; value = builtins.elemAt words i; }) (builtins.length words)); };

  environment = foreground { environment = { PORT = 5000; DEBUG = true; QUIET = false; NAME = "web application"; }; };
  environment-daemon = daemon { environment = { PORT = 5000; NAME = "web application"; }; };
  path = foreground { path = [ "/opt/first" "/opt/second" ]; };
  path-daemon = daemon { path = [ "/opt/first" "/opt/second" ]; };
  path-replaced = foreground { path = [ "/opt/first" ]; environment.PATH = "/opt/only/bin"; };
  path-replaced-daemon = daemon { path = [ "/opt/first" ]; environment.PATH = "/opt/only/bin"; };
  path-replaced-initialize-daemon = daemon (account // { environment.PATH = "/opt/only/bin"; initialize = "${programs}/prepare folder"; });
  directory = foreground { directory = programs; };
  directory-daemon = daemon { directory = programs; };
  umask = foreground { umask = "027"; };
  umask-daemon = daemon { umask = "027"; };
  nice = foreground { nice = "5"; };
  nice-daemon = daemon { nice = "5"; };
  nice-number = foreground { nice = 5; };
  nice-number-daemon = daemon { nice = 5; };

  user = foreground account;
  user-daemon = daemon account;
  user-arguments = foreground (account // { args = words; });
  user-arguments-daemon = daemon (account // { args = words; });
  user-without-pid-file = foreground (account // { instanceName = "webapp"; });
  credentials = foreground {
    credentials = {
      groups.webs.gid = 2100;
      users.web = {
        uid = 2100;
        group = "webs";
        description = "The owner's account";
        homeDir = "${stateDir}/lib/web";
        createHomeDir = true;
        shell = "/bin/sh";
      };
    };
  };
  credentials-ids.webapp = create { ids = { gids.firn-case = 2001; uids.firn-case = 2002; }; } (account // { name = "webapp"; process = served; });
  no-user-changes.webapp = create { forceDisableUserChange = true; } (account // { name = "webapp"; process = served; });
  no-user-changes-daemon.webapp = create { forceDisableUserChange = true; } (account // { name = "webapp"; daemon = backgrounded; instanceName = "webapp"; });

  initialize = foreground { initialize = "${programs}/prepare folder"; environment.PORT = 5000; };
  initialize-daemon = daemon { initialize = "${programs}/prepare folder"; environment.PORT = 5000; };
  initialize-user = foreground (account // { initialize = "${programs}/prepare folder"; directory = programs; umask = "027"; });
  initialize-user-daemon = daemon (account // { initialize = "${programs}/prepare folder"; directory = programs; umask = "027"; });

  dependencies = rec {
    database = process { name = "database"; process = served; overrides.sysvinit.runlevels = [ 3 ]; };
    server = process { name = "server"; process = served; dependencies = [ database ]; overrides.sysvinit.runlevels = [ 3 ]; };
    webapp = process { name = "webapp"; process = served; dependencies = [ database server ]; overrides.sysvinit.runlevels = [ 3 ]; };
  };

  overrides-supervisord = foreground { overrides.supervisord = { stopsignal = "INT"; startsecs = 3; }; };
  overrides-systemd = foreground { overrides.systemd = { Service = { Restart = "no"; LimitCORE = "infinity"; }; Unit.ConditionHost = "here"; }; };
  overrides-launchd = foreground { overrides.launchd = { KeepAlive = true; SessionCreate = true; }; };
  overrides-cygrunsrv = foreground { overrides.cygrunsrv = { type = "manual"; }; };
  overrides-docker = foreground { overrides.docker.container.dockerCreateParameters = [ { name = "memory"; value = "64m"; } ]; };

  everything = foreground (account // {
    args = [ "-a" "b c" ];
    environment.PORT = 5000;
    path = [ "/opt/first" ];
    directory = programs;
    umask = "027";
    nice = "5";
    initialize = "${programs}/prepare folder";
  });
  everything-daemon = daemon (account // {
    args = [ "-a" ];
    environment.PORT = 5000;
    path = [ "/opt/first" ];
    directory = programs;
    umask = "027";
    nice = "5";
    initialize = "${programs}/prepare folder";
  });
}
