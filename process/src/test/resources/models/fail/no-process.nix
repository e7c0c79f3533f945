{ stateDir, ... }@args: with import <firn> args; {
  web.pkg = "/bin/sh";
}
