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
  # "nginx" or "firn": the proxies; null takes nginx where the machine has it.
  proxy ? null,
  ...
}@args:
let
  services = import <firn/services> args;

  webapp = number: port: text: {
    inherit port;
    dnsName = "webapp${toString number}.local";
    aliases = [ "webapp${toString number}.localhost" ];
    pkg = services.webapp {
      inherit port text;
      instanceSuffix = toString number;
      mode = webappMode;
    };
  };

  proxyFor = suffix: port: webapps: {
    inherit port;
    urls = map (webapp: "http://${builtins.head webapp.aliases}:${toString port}/") webapps;
    pkg = services.reverseProxyHostBased {
      inherit port webapps;
      instanceSuffix = suffix;
      server = proxy;
    };
  };
in
rec {
  webapp1 = webapp 1 5001 "The first one";
  webapp2 = webapp 2 5002 "The second one";
  webapp3 = webapp 3 5003 "The third one";
  webapp4 = webapp 4 5004 "The fourth one";
  webapp5 = webapp 5 5005 "The fifth one";
  webapp6 = webapp 6 5006 "The sixth one";

  proxy1 = proxyFor "1" 8080 [
    webapp1
    webapp2
    webapp3
    webapp4
  ];
  proxy2 = proxyFor "2" 8081 [
    webapp5
    webapp6
  ];
}
