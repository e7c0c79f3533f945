{ stateDir, ... }@args: with import <firn> args;
let other = createManagedProcess { name = "datbase"; process = "/bin/sh"; }; in {
  database.pkg = createManagedProcess { name = "database"; process = "/bin/sh"; };
  web.pkg = createManagedProcess {
    name = "web";
    process = "/bin/sh";
    dependencies = [ other ];
  };
}
