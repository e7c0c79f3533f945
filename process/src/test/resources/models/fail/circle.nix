{ stateDir, ... }@args: with import <firn> args; rec {
  a.pkg = createManagedProcess { name = "a"; process = "/bin/sh"; dependencies = [ b.pkg ]; };
  b.pkg = createManagedProcess { name = "b"; process = "/bin/sh"; dependencies = [ a.pkg ]; };
}
