# What a processes model gives, with the packages of this machine: its instances, without those that others name again.
{ model, proxy }:
builtins.mapAttrs (_: instance: builtins.removeAttrs instance [ "webapps" ]) (
  import model {
    pkgs = import <firn/packages> { };
    system = builtins.currentSystem;
    stateDir = "/var/lib/x";
    processManager = null;
    inherit proxy;
  }
)
