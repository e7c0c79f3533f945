# Six web applications behind two reverse proxies, which find them by the host that is asked for.
#
#   http://webapp1.localhost:8080/ ... http://webapp4.localhost:8080/
#   http://webapp5.localhost:8081/, http://webapp6.localhost:8081/
#
# The proxies know them as webapp1.local too, which is a name for machines that have such names.
{
  pkgs,
  stateDir,
  # "foreground" or "daemon": how the applications run; null leaves it to the process manager.
  webappMode ? null,
  ...
}@args:
let
  services = import <firn/services> args;

  webapp = number: text: rec {
    port = 5000 + number;
    dnsName = "webapp${toString number}.local";
    aliases = [ "webapp${toString number}.localhost" ];
    pkg = services.webapp {
      inherit port text;
      instanceSuffix = toString number;
      mode = webappMode;
    };
  };

  proxy = suffix: port: webapps: {
    inherit port;
    urls = map (webapp: "http://${builtins.head webapp.aliases}:${toString port}/") webapps;
    pkg = services.reverseProxyHostBased {
      inherit port webapps;
      instanceSuffix = suffix;
    };
  };
in
rec {
  webapp1 = webapp 1 "The first one";
  webapp2 = webapp 2 "The second one";
  webapp3 = webapp 3 "The third one";
  webapp4 = webapp 4 "The fourth one";
  webapp5 = webapp 5 "The fifth one";
  webapp6 = webapp 6 "The sixth one";

  proxy1 = proxy "1" 8080 [
    webapp1
    webapp2
    webapp3
    webapp4
  ];
  proxy2 = proxy "2" 8081 [
    webapp5
    webapp6
  ];
}
