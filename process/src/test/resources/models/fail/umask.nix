{ stateDir, ... }@args: with import <firn> args; {
  web.pkg = createManagedProcess { name = "web"; process = "/bin/sh"; umask = 22; nice = { }; };
}
