import ../answer.nix
