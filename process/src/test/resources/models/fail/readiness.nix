{ stateDir, ... }@args: with import <firn> args; {
  web.pkg = createManagedProcess { name = "web"; process = "/bin/sh"; readiness = { tcp = 80; http.url = "http://localhost/"; }; };
}
