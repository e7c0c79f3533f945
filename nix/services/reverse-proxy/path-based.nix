# A reverse proxy that leads to web applications by the path that is asked for.
{ lib, reverseProxy, ... }:
{
  port ? 80,
  instanceSuffix ? "",
  instanceName ? "reverse-proxy${instanceSuffix}",
  address ? "127.0.0.1",
  # Instances with `baseURL`, the path that they serve, and `port`. Those with a `pkg` are there before the proxy.
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
  routes = map (webapp: {
    host = "";
    path = lib.removeSuffix "/" webapp.baseURL;
    address = "127.0.0.1";
    inherit (webapp) port;
  }) webapps;
}
