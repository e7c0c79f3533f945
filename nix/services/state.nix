# Folders and accounts of services.
{ stateDir, forceDisableUserChange, ... }:
rec {
  # Shell text that makes folders of some mode, before each start. Root gives them to the service: to its user, or without users to whom the state belongs.
  folders =
    mode: user: paths:
    let
      owner = if forceDisableUserChange || user == null then "--reference='${stateDir}'" else "${user}:${user}";
      made = builtins.concatStringsSep " " (map (path: "'${path}'") paths);
    in
    ''
      mkdir -p ${made}
      chmod ${mode} ${made}
      if [ "$(id -u)" = 0 ]; then chown ${owner} ${made}; fi
    '';

  # The parameters of a process that runs as a user of its own.
  account = name: description: home: {
    user = name;
    credentials = {
      groups.${name} = { };
      users.${name} = {
        group = name;
        homeDir = home;
        inherit description;
      };
    };
  };
}
