# Constructors of services that people run. It is given what the model is given: { pkgs, stateDir, ... }@args: with import <firn/services> args; ...
# Each makes a process (createManagedProcess) of its parameters. All take `instanceSuffix` or `instanceName`, so that one machine can have
# many of each, and `address`, where they listen: this machine alone, if nothing is said.
args:
let
  firn = import ../. args;
  state = import ./state.nix firn;
  call = file: import file (firn // { inherit state; } // constructors);
  constructors = {
    webapp = call ./webapp;
    nginx = call ./nginx;
    nginxStatic = call ./nginx/static.nix;
    reverseProxyHostBased = call ./reverse-proxy/host-based.nix;
    reverseProxyPathBased = call ./reverse-proxy/path-based.nix;
    reverseProxy = call ./reverse-proxy;
    postgresql = call ./postgresql;
    redis = call ./redis;
    apacheStatic = call ./apache;
  };
in
constructors
