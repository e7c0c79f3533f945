{ stateDir, ... }@args: with import <firn> args; {
  web.pkg = createManagedProcess {
    instanceName = "web-1";
    daemon = "/bin/sh";
    daemonArgs = [ "-c" (pkgs.writeText "config" "port = 1\n") ];
    args = [ "dropped" ];
    environment.HELPER = pkgs.writeShellScript "helper" "exit 0";
  };
}
