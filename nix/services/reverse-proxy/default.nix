# A reverse proxy for routes: { host ? "", path ? "", address ? "127.0.0.1", port }, where an empty host or path means any. It is nginx where
# the machine has it, and else the one that Firn brings; both take new routes without a restart.
{
  createManagedProcess,
  nginx,
  pkgs,
  lib,
  state,
  runtimeDir,
  ...
}:
{
  port,
  address,
  instanceName,
  routes,
  dependencies,
  # "nginx", "firn", or null for what there is.
  server,
}:
let
  hosts = lib.unique (map (route: route.host) routes);
  chosen =
    if server != null then
      server
    else if pkgs.nginx.meta.available or true then
      "nginx"
    else
      "firn";

  location = route: place: ''
    location ${place} {
          proxy_pass http://${route.address}:${toString route.port};
        }
  '';
  # `/a` and what is below it, and not `/ab`.
  locations =
    route:
    if route.path == "" then
      location route "/"
    else
      location route "= \"${route.path}\"" + "    " + location route "\"${route.path}/\"";
  site = host: ''
    server {
        listen ${address}:${toString port}${lib.optionalString (host == "") " default_server"};
        server_name ${if host == "" then "_" else "\"${host}\""};
        ${lib.concatMapStrings locations (builtins.filter (route: route.host == host) routes)}
        ${lib.optionalString (!lib.any (route: route.host == host && route.path == "") routes) "location / { return 404; }"}
      }
  '';
  nowhere = lib.optionalString (!builtins.elem "" hosts) ''
    server {
        listen ${address}:${toString port} default_server;
        server_name _;
        return 404;
      }
  '';
  readiness.tcp = {
    host = address;
    inherit port;
  };
  file = "${runtimeDir}/${instanceName}.json";
in
if chosen == "nginx" then
  nginx {
    inherit instanceName readiness dependencies;
    description = "Reverse proxy ${instanceName}";
    http = ''
      proxy_http_version 1.1;
      proxy_connect_timeout 5s;
      proxy_buffering off;
      proxy_request_buffering off;
      client_max_body_size 0;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
      proxy_set_header Forwarded "";
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header X-Forwarded-Host $http_host;
      proxy_set_header X-Forwarded-Proto $scheme;
      ${lib.concatMapStringsSep "  " site hosts}
      ${nowhere}
    '';
  }
else
  createManagedProcess (
    {
      inherit instanceName readiness dependencies;
      description = "Reverse proxy ${instanceName}";
      foregroundProcess = "${pkgs.firn}/bin/firn";
      foregroundProcessArgs = [
        "proxy"
        "--listen"
        "${address}:${toString port}"
        file
      ];
      environment = {
        # It runs by itself: nothing is built for it, and it stays small.
        FIRN_BUILD = "no";
        FIRN_JAVA_OPTIONS = "-Xmx64m -XX:TieredStopAtLevel=1";
      };
      reload = {
        signal = "HUP";
        files.${file} = "${pkgs.writeText "${instanceName}.json" (
          builtins.toJSON {
            version = 1;
            inherit routes;
          }
        )}";
      };
    }
    // state.account instanceName "Reverse proxy ${instanceName}" "/dev/null"
  )
