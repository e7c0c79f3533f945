# A reverse proxy that leads to web applications by the host that is asked for.
{ reverseProxy, ... }:
{
  port ? 80,
  instanceSuffix ? "",
  instanceName ? "reverse-proxy${instanceSuffix}",
  address ? "127.0.0.1",
  # Instances with `dnsName`, `port`, and, if they are also known otherwise, `aliases`. Those with a `pkg` are there before the proxy.
  webapps ? [ ],
  server ? null,
}:
reverseProxy {
  inherit
    port
    address
    instanceName
    server
    ;
  dependencies = map (webapp: webapp.pkg) (builtins.filter (webapp: webapp ? pkg) webapps);
  routes = builtins.concatMap (
    webapp:
    map (host: {
      inherit host;
      path = "";
      address = "127.0.0.1";
      inherit (webapp) port;
    }) ([ webapp.dnsName ] ++ webapp.aliases or [ ])
  ) webapps;
}
