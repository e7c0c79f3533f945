{ stateDir, ... }@args:
with import <firn> args;
{
  web.pkg = createManagedProcess {
    name = "web";
    process = "/bin/sh";
    postInstall = "touch $out/web";
  };
}
