# A package made of programs of this machine, found without running them: by their usual places and by Debian's package database. Its
# store path changes when the programs do, because their hashes are part of what it is made of.
{ system }:
let
  usualPlaces = [
    "/usr/local/sbin"
    "/usr/local/bin"
    "/usr/sbin"
    "/usr/bin"
    "/sbin"
    "/bin"
  ];
  database = "/var/lib/dpkg/info";
  architectures = {
    x86_64-linux = "amd64";
    aarch64-linux = "arm64";
    i686-linux = "i386";
  };

  optional = condition: value: if condition then [ value ] else [ ];
  first = list: if list == [ ] then null else builtins.head list;
  lines = text: builtins.filter builtins.isString (builtins.split "\n" text);
  newest =
    directory:
    first (
      builtins.sort (a: b: builtins.compareVersions a b > 0) (
        if builtins.pathExists directory then builtins.attrNames (builtins.readDir directory) else [ ]
      )
    );

  # The folder that an entry of the catalogue means, or none.
  folder =
    place:
    if builtins.isString place then
      [ place ]
    else
      let
        version = newest place.below;
      in
      optional (version != null) "${place.below}/${version}/${place.name}";

  # The file of a program; null if it is not there.
  find = places: program: first (builtins.filter builtins.pathExists (map (place: "${place}/${program}") places));

  # A file of Debian's database about the first of some packages that is installed; null if none is.
  record =
    packages: kind:
    first (
      builtins.filter builtins.pathExists (
        builtins.concatMap (package: [
          "${database}/${package}.${kind}"
          "${database}/${package}:${architectures.${system} or "all"}.${kind}"
        ]) packages
      )
    );

  # All programs of an installed package, as links.
  programsOf =
    list:
    builtins.listToAttrs (
      builtins.concatMap (
        file:
        let
          name = builtins.match "/(usr/)?s?bin/([^/]+)" file;
        in
        optional (name != null) {
          name = "/bin/${builtins.elemAt name 1}";
          value = file;
        }
      ) (lines (builtins.readFile list))
    );
in
name:
{
  debian,
  programs ? [ name ],
  directories ? [ ],
  files ? [ ],
  links ? { },
}:
let
  places = builtins.concatMap folder directories ++ usualPlaces;
  found = map (program: {
    name = "/bin/${program}";
    value = find places program;
  }) programs;
  missing =
    builtins.filter (program: find places program == null) programs
    ++ builtins.filter (file: !builtins.pathExists file) files;
  available = missing == [ ];
  list = record debian "list";
  sums = record debian "md5sums";
  derivation = import ../links.nix {
    inherit name system;
    links =
      (if list == null then { } else programsOf list)
      // builtins.listToAttrs found
      // builtins.removeAttrs links (
        builtins.filter (link: !builtins.pathExists links.${link}) (builtins.attrNames links)
      );
    identity = builtins.concatStringsSep " " (
      map (program: builtins.hashFile "sha256" program.value) found
      ++ optional (sums != null) (builtins.hashFile "sha256" sums)
    );
  };
  package =
    if available then
      derivation
    else
      throw "this machine has no '${builtins.head missing}', which the package '${name}' needs; on Debian: apt-get install ${builtins.head debian}";
  self = {
    type = "derivation";
    inherit name system;
    pname = name;
    inherit (package)
      outPath
      drvPath
      outputName
      outputs
      ;
    out = self;
    bin = self;
    dev = self;
    lib = self;
    meta = {
      inherit available;
      mainProgram = if programs == [ ] then name else builtins.head programs;
    };
  };
in
self
