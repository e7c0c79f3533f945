# Files of a folder, served by nginx.
{ nginx, pkgs, ... }:
{
  port ? 80,
  instanceSuffix ? "",
  instanceName ? "nginx${instanceSuffix}",
  address ? "127.0.0.1",
  # An absolute path, or a path of the model, which is copied to the store.
  documentRoot,
  # More for the braces of `server { ... }`.
  extraConfig ? "",
}:
nginx {
  inherit instanceName;
  description = "Files of ${toString documentRoot}";
  http = ''
    include ${pkgs.nginx}/conf/mime.types;
    default_type application/octet-stream;
    sendfile on;
    server {
      listen ${address}:${toString port};
      root "${documentRoot}";
      ${extraConfig}
    }
  '';
  readiness.tcp = {
    host = address;
    inherit port;
  };
}
