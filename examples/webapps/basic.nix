# One web application behind a reverse proxy: http://webapp.localhost:8080/
{
  pkgs,
  stateDir,
  webappMode ? null,
  ...
}@args:
let
  services = import <firn/services> args;
in
rec {
  webapp = rec {
    port = 5000;
    dnsName = "webapp.local";
    aliases = [ "webapp.localhost" ];
    pkg = services.webapp {
      inherit port;
      mode = webappMode;
    };
  };

  proxy = rec {
    port = 8080;
    urls = [ "http://webapp.localhost:${toString port}/" ];
    pkg = services.reverseProxyHostBased {
      inherit port;
      webapps = [ webapp ];
    };
  };
}
