# Functions about versions.
{ lists }:
rec {
  splitVersion = builtins.splitVersion;
  major = version: builtins.elemAt (splitVersion version) 0;
  minor = version: builtins.elemAt (splitVersion version) 1;
  patch = version: builtins.elemAt (splitVersion version) 2;
  majorMinor = version: builtins.concatStringsSep "." (lists.take 2 (splitVersion version));
  pad =
    count: version:
    let
      parts = splitVersion (builtins.head (builtins.match "([^-]*).*" version));
    in
    builtins.concatStringsSep "." (lists.take count (parts ++ lists.replicate (count - builtins.length parts) "0"));
}
