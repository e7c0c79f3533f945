# An application that keeps its visits in PostgreSQL and counts them in Redis, behind a reverse proxy. Nobody chose a port but the proxy's: the
# others are in ids.nix, assigned from the ranges in idresources.nix.
{
  pkgs,
  stateDir,
  ids ? if builtins.pathExists ./ids.nix then (import ./ids.nix).ids else { },
  ...
}@args:
let
  firn = import <firn> (args // { inherit ids; });
  services = import <firn/services> args;
  port = name: ids.ports.${name} or 0;
in
rec {
  postgresql = {
    port = port "postgresql";
    requiresUniqueIdsFor = [ "ports" ];
    pkg = services.postgresql {
      inherit (postgresql) port;
      databases = [ "visits" ];
    };
  };

  redis = {
    port = port "redis";
    requiresUniqueIdsFor = [ "ports" ];
    pkg = services.redis { inherit (redis) port; };
  };

  application = {
    port = port "application";
    dnsName = "visits.local";
    aliases = [ "visits.localhost" ];
    requiresUniqueIdsFor = [ "ports" ];
    pkg = firn.createManagedProcess {
      name = "application";
      description = "Counts its visitors";
      foregroundProcess = "${pkgs.perl}/bin/perl";
      foregroundProcessArgs = [ "${./application.pl}" ];
      path = [ pkgs.postgresql ];
      environment = {
        PORT = application.port;
        REDIS_PORT = redis.port;
        PGHOST = "${firn.runtimeDir}/postgresql";
        PGPORT = postgresql.port;
        PGDATABASE = "visits";
      };
      dependencies = [
        postgresql.pkg
        redis.pkg
      ];
      readiness.http = {
        url = "http://127.0.0.1:${toString application.port}/health";
        body = "well";
      };
    };
  };

  proxy = {
    port = 8090;
    urls = [ "http://visits.localhost:8090/" ];
    pkg = services.reverseProxyHostBased {
      inherit (proxy) port;
      webapps = [ application ];
    };
  };
}
