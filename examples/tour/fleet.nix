# A few services, and what follows from them. Plain Nix: nothing here is known to Firn.
let
  services = {
    web = { port = 8080; needs = [ "db" ]; };
    db = { port = 5432; };
    mail = { port = 25; needs = [ "db" "web" ]; };
  };

  # The services that must run before the named one, nearest last.
  before = name:
    builtins.concatMap (need: before need ++ [ need ]) (services.${name}.needs or [ ]);
in
{
  names = builtins.attrNames services;
  order = builtins.mapAttrs (name: _: before name) services;
  url = name: "http://localhost:${toString services.${name}.port}/";
}
