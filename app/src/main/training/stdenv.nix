# A standard environment in miniature.
{ lib, system }:

let
  bootstrap = derivation {
    name = "bootstrap-tools";
    inherit system;
    builder = "/bin/sh";
    args = [ "-e" ./builder.sh ];
    outputHashMode = "recursive";
    outputHashAlgo = "sha256";
    outputHash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  };

  splice = drvs: lib.unique (map (d: d.dev or d) (builtins.filter (d: d != null) (lib.flatten drvs)));

  mkDerivation = fnOrAttrs:
    if builtins.isFunction fnOrAttrs then lib.fix (final: make (fnOrAttrs final)) else make fnOrAttrs;

  make =
    { name ? "${pname}-${version}", pname ? "unnamed", version ? "0", outputs ? [ "out" ], src ? null
    , buildInputs ? [ ], nativeBuildInputs ? [ ], propagatedBuildInputs ? [ ], patches ? [ ], configureFlags ? [ ]
    , doCheck ? false, meta ? { }, passthru ? { }, __structuredAttrs ? false, ... }@attrs:
    let
      env = builtins.removeAttrs attrs [ "meta" "passthru" ] // {
        inherit name outputs system __structuredAttrs;
        builder = "${bootstrap}/bin/bash";
        args = [ "-e" (attrs.builder or ./builder.sh) ];
        stdenv = bootstrap;
        strictDeps = true;
        buildInputs = splice buildInputs;
        nativeBuildInputs = splice (nativeBuildInputs ++ lib.optional doCheck bootstrap);
        propagatedBuildInputs = splice propagatedBuildInputs;
        configureFlags = configureFlags ++ lib.optional (version != "0") "--with-version=${version}";
        doCheck = doCheck && lib.versionOlder version "9";
      };
      validity = assert lib.assertMsg (builtins.isString name) "a name must be a string"; true;
      drv = derivation env;
    in
    assert validity;
    builtins.listToAttrs (map (o: lib.nameValuePair o drv.${o}) outputs)
    // drv
    // passthru
    // {
      inherit meta passthru;
      overrideAttrs = f: mkDerivation (attrs // (if builtins.isFunction f then f attrs else f));
    };
in
{
  inherit mkDerivation system bootstrap;
  hostPlatform = { inherit system; isLinux = lib.hasSuffix "linux" system; };
}
