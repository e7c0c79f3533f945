{ stateDir, ... }@args: with import <firn> args; {
  a.pkg = createManagedProcess { name = "web"; process = "/bin/sh"; };
  b.pkg = createManagedProcess { name = "web"; process = "/bin/sh"; };
}
