{ lib, stdenv, leaves, writeText, number ? 0, withDocs ? number > 4, previous ? null }:

let
  version = "${toString (number / 10 + 1)}.${toString number}";
  settings = lib.generators.toINI { main = { inherit number; name = "node"; }; extra = lib.genAttrs [ "a" "b" ] lib.toUpper; };
in
stdenv.mkDerivation {
  pname = "node-${toString number}";
  inherit version;
  buildInputs = lib.optionals withDocs leaves ++ [ previous ];
  nativeBuildInputs = [ (builtins.head leaves) ];
  propagatedBuildInputs = lib.optional (previous != null) previous;
  config = writeText "settings.ini" settings;
  doCheck = lib.versionOlder version "2.5";
  json = builtins.toJSON { inherit number version; flags = [ true false null 1.5 ]; };
  PATHS = lib.makeBinPath leaves;
  __structuredAttrs = number == 7;
  passthru.tests = lib.mapAttrs' (n: v: lib.nameValuePair "test-${n}" v) { inherit number; };
}
