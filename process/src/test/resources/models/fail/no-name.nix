{ stateDir, ... }@args: with import <firn> args; {
  web.pkg = createManagedProcess { process = "/bin/sh"; };
}
