# What the start-up cache is trained on: a package set with a fixed point, overlays and overrides, a module system, strings, versions.
# Nothing here is a benchmark.
{ system ? "x86_64-linux", size ? 60 }:

let
  lib = import ./lib.nix;

  overlay = final: prev: {
    leaf-1 = prev.leaf-1.overrideAttrs (old: { patches = [ ./builder.sh ]; pname = old.pname + "-patched"; });
    node-2 = prev.node-2.override { withDocs = true; };
  };

  numbers = builtins.genList (n: n) size;

  base = self:
    let callPackage = lib.callPackageWith (self // { inherit lib; }); in
    {
      inherit callPackage system;
      stdenv = import ./stdenv.nix { inherit lib system; };
      writeText = name: text: derivation {
        inherit name text system;
        builder = "/bin/sh";
        args = [ "-c" "cp $textPath $out" ];
        passAsFile = [ "text" ];
      };
      fetchurl = { url, sha256 ? "", name ? baseNameOf url }:
        derivation {
          inherit name url system;
          builder = "builtin:fetchurl";
          outputHash = sha256;
          outputHashAlgo = "sha256";
          outputHashMode = "flat";
          preferLocalBuild = true;
        };
      leaves = map (n: self."leaf-${toString n}") (lib.unique (map (n: n - (n / 6) * 6) numbers));
    }
    // lib.mapAttrs' (name: _: lib.nameValuePair (lib.removeSuffix ".nix" name + "Package") (callPackage (./packages + "/${name}") ))
      (lib.filterAttrs (name: kind: kind == "regular" && lib.hasSuffix ".nix" name) (builtins.readDir ./packages))
    // builtins.listToAttrs (builtins.concatMap (n: [
      (lib.nameValuePair "leaf-${toString n}" (callPackage ./packages/leaf.nix { number = n; }))
      (lib.nameValuePair "node-${toString n}" (callPackage ./packages/node.nix {
        number = n;
        previous = if n == 0 then null else self."node-${toString (n - 1)}";
      }))
    ]) numbers);

  packages = lib.fix (lib.extends overlay base);

  module = n: { config, lib, ... }: {
    options.services."s${toString n}" = {
      enable = lib.mkOption { type = types.int; default = 0; };
      name = lib.mkOption { type = types.str; default = "none"; };
      needs = lib.mkOption { type = types.listOf types.str; default = [ ]; };
    };
    config.services."s${toString n}" = {
      enable = lib.mkOverride 50 n;
      name = lib.mkIf (n > 2) "service-${toString n}";
      needs = [ config.services.s0.name ];
    };
  };
  inherit (lib) types;
  system' = lib.evalModules (map module numbers);

  words = lib.splitString " " "the quick brown fox 1.2.3 jumps-over the lazy dog-4.5";
in
{
  inherit packages;
  paths = builtins.concatMap (n: [ packages."leaf-${toString n}".drvPath packages."node-${toString n}".outPath ]) numbers;
  config = system'.config;
  text = {
    inherit words;
    versions = map builtins.splitVersion words;
    names = map builtins.parseDrvName words;
    matches = map (builtins.match "([a-z]+)-?([0-9.]*)") words;
    sorted = builtins.sort (a: b: a < b) words;
    groups = builtins.groupBy (w: toString (builtins.stringLength w)) words;
    hashes = map (builtins.hashString "sha256") words;
    json = builtins.fromJSON (builtins.toJSON { inherit words; n = 1; });
    toml = builtins.fromTOML "a = 1\n[b]\nc = [ 1.5, 'x' ]\n";
    tried = builtins.tryEval (throw "never mind");
    contexts = builtins.getContext "${packages.leaf-0}";
    closure = builtins.genericClosure {
      startSet = [ { key = 1; } ];
      operator = x: if x.key < 20 then [ { key = x.key + 1; } { key = x.key + 2; } ] else [ ];
    };
  };
}
