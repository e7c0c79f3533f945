{ lib, stdenv, fetchurl, number ? 0 }:

stdenv.mkDerivation (final: {
  pname = "leaf-${toString number}";
  version = "1.${toString number}";

  src = fetchurl {
    url = "mirror://training/${final.name or "leaf"}-${toString number}.tar.gz";
    sha256 = "0000000000000000000000000000000000000000000000000000";
  };

  outputs = [ "out" "dev" ] ++ lib.optional (number > 5) "doc";
  configureFlags = [ "--prefix=${placeholder "out"}" "--enable-${if number > 3 then "shared" else "static"}" ];
  postInstall = ''
    for each in a b c; do
      install -Dm644 $each ''${!outputDev}/share/${lib.toUpper "abc"}/$each
    done
    echo ${lib.escapeRegex "1.2+3"} >> $out/version
  '';

  meta = { description = "Leaf number ${toString number}"; license = [ "free" ]; };
})
