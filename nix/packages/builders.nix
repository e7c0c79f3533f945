# Packages made by small scripts, under nixpkgs' names.
{ lib, stdenv }:
rec {
  runCommand =
    name: environment: buildCommand:
    stdenv.mkDerivation (
      {
        inherit name buildCommand;
        passAsFile = [ "buildCommand" ] ++ (environment.passAsFile or [ ]);
      }
      // builtins.removeAttrs environment [ "passAsFile" ]
    );
  runCommandLocal = name: environment: runCommand name (environment // { preferLocalBuild = true; });
  runCommandCC = runCommand;

  # One tree of links to all files of some packages; of files with one name the first counts.
  buildEnv =
    {
      name,
      paths,
      pathsToLink ? [ "/" ],
      postBuild ? "",
      ...
    }:
    runCommand name
      {
        inherit paths;
        wanted = pathsToLink;
      }
      ''
        mkdir -p "$out"
        for package in $paths; do
          for part in $wanted; do
            [ -e "$package$part" ] || continue
            (cd "$package" && find -L ".$part" -type d) | while IFS= read -r folder; do mkdir -p "$out/$folder"; done
            (cd "$package" && find -L ".$part" ! -type d) | while IFS= read -r file; do
              [ -e "$out/$file" ] || ln -s "$package/''${file#./}" "$out/$file"
            done
          done
        done
        ${postBuild}
      '';
  symlinkJoin =
    {
      name,
      paths,
      postBuild ? "",
      ...
    }:
    buildEnv { inherit name paths postBuild; };

  fetchurl =
    {
      url ? null,
      urls ? [ ],
      name ? baseNameOf (if url == null then builtins.head urls else url),
      hash ? "",
      sha256 ? "",
      sha512 ? "",
      executable ? false,
      ...
    }:
    import <nix/fetchurl.nix> {
      url = if url == null then builtins.head urls else url;
      inherit name hash sha256 sha512 executable;
    };
}
