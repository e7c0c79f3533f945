{
  # A derivation whose output is what a URL gives, checked by its hash. The builder is part of
  # whatever builds it, so that this works before there is any program.
  url,
  name ? baseNameOf (toString url),

  # A hash that names its algorithm, or the bare hash of one algorithm: the first that is there.
  hash ? "",
  sha512 ? "",
  sha1 ? "",
  md5 ? "",
  sha256 ? "",
  outputHash ?
    if hash != "" then
      hash
    else if sha512 != "" then
      sha512
    else if sha1 != "" then
      sha1
    else if md5 != "" then
      md5
    else
      sha256,
  outputHashAlgo ?
    if hash != "" then
      ""
    else if sha512 != "" then
      "sha512"
    else if sha1 != "" then
      "sha1"
    else if md5 != "" then
      "md5"
    else
      "sha256",

  # What is done with the file: made executable, or unpacked as an archive.
  executable ? false,
  unpack ? false,

  # Whether the content may change; then there is no hash.
  impure ? false,

  # Of no effect, for callers that still say it.
  system ? "",
}:

let
  content = if impure then { __impure = true; } else { inherit outputHash outputHashAlgo; };
in
derivation (
  content
  // {
    inherit executable name unpack url;
    urls = [ url ];
    builder = "builtin:fetchurl";
    system = "builtin";
    outputHashMode = if executable || unpack then "recursive" else "flat";

    # Sending the file to another machine would move it twice.
    preferLocalBuild = true;

    # The paths of derivations depend on this list; nothing reads it.
    impureEnvVars = [
      "http_proxy"
      "https_proxy"
      "ftp_proxy"
      "all_proxy"
      "no_proxy"
    ];
  }
)
