# PostgreSQL, which keeps its data in `lib` and makes it at the first start. Whoever runs it may connect over its socket; the network needs
# `enableTCPIP` and a password.
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
  port ? 5432,
  instanceSuffix ? "",
  instanceName ? "postgresql${instanceSuffix}",
  address ? "127.0.0.1",
  enableTCPIP ? false,
  # The databases to make with the data.
  databases ? [ ],
  # pg_hba.conf, if not the one above.
  authentication ? ''
    local all all peer
    host all all 127.0.0.1/32 scram-sha-256
    host all all ::1/128 scram-sha-256
  '',
  # More settings, as PostgreSQL names them: { max_connections = 20; }
  settings ? { },
}:
let
  home = "${libDir}/${instanceName}";
  data = "${home}/data";
  sockets = "${runtimeDir}/${instanceName}";
  rules = "${runtimeDir}/${instanceName}-pg_hba.conf";
  config = "${runtimeDir}/${instanceName}.conf";
  programs = "${pkgs.postgresql}/bin";
  all = {
    inherit port;
    listen_addresses = if enableTCPIP then address else "";
    unix_socket_directories = sockets;
    hba_file = rules;
  }
  // settings;
  quoted = value: "'${lib.replaceStrings [ "'" ] [ "''" ] (toString value)}'";
  line = name: value: "${name} = ${quoted (if builtins.isBool value then lib.boolToString value else value)}\n";
  create = database: ''
    printf '%s\n' 'CREATE DATABASE "${database}"' | "${programs}/postgres" --single -D '${data}.new' postgres > /dev/null
  '';
  # The data is there at once or not at all: whatever ends this early, the next start begins anew.
  start = pkgs.writeShellScript "${instanceName}-start" ''
    set -e
    if [ ! -d '${data}' ]; then
      rm -rf '${data}.new'
      "${programs}/initdb" -D '${data}.new' -E UTF8 --locale=C --auth=reject > /dev/null
      ${lib.concatMapStrings create databases}
      mv '${data}.new' '${data}'
    fi
    exec "${programs}/postgres" -D '${data}' -c config_file='${config}'
  '';
in
createManagedProcess (
  {
    inherit instanceName;
    description = "PostgreSQL ${instanceName}";
    initialize =
      state.folders "0750" instanceName [ home ]
      # Who may connect, the rules say.
      + state.folders "0755" instanceName [ sockets ];
    foregroundProcess = "${start}";
    reload = {
      signal = "HUP";
      files = {
        ${rules} = "${pkgs.writeText "pg_hba.conf" authentication}";
        ${config} = "${pkgs.writeText "postgresql.conf" (lib.concatStrings (lib.mapAttrsToList line all))}";
      };
    };
    readiness.command = [
      "${programs}/pg_isready"
      "-q"
      "-h"
      sockets
      "-p"
      (toString port)
    ];
    # Not SIGTERM, which waits for every client to leave.
    stop = {
      signal = "INT";
      timeout = 60;
    };
  }
  // state.account instanceName "PostgreSQL ${instanceName}" home
)
