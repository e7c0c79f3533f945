{ stateDir, ... }@args: with import <firn> args; {
  web = { };
}
