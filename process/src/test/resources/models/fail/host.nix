{ stateDir, ... }@args: with import <firn> args; {
  host.pkg = createManagedProcess { name = "host"; process = "/bin/sh"; };
}
