# Derivations that show a builder all that it may ask for. Their outputs hold what they were given.
let
  make =
    name: script: more:
    derivation (
      {
        inherit name;
        system = "x86_64-linux";
        builder = "/bin/sh";
        args = [
          "-ec"
          ''
            PATH=/usr/bin:/bin
            ${script}
          ''
        ];
      }
      // more
    );
  # The directory of the build is another one each time.
  variables = ''env | grep -vE '^(PWD|_|SHLVL|OLDPWD)=' | sed "s#$NIX_BUILD_TOP#TOP#g" | sort'';
  leaf = make "leaf" "echo leaf > $out" { };
  middle = make "middle" "mkdir $out; ln -s ${leaf} $out/leaf; echo $out > $out/self" { };
  hash = builtins.hashString "sha256";
in
[
  leaf
  middle
  (make "variables" "${variables} > $out" {
    some = "with spaces\nand lines";
    list = [
      "a"
      1
      true
      null
    ];
    LANG = "en";
  })
  (make "files" "cat $bigPath $smallPath > $out; ${variables} >> $out" {
    passAsFile = [
      "big"
      "small"
    ];
    big = "b\n";
    small = "";
  })
  (make "structured" ''
    . "$NIX_ATTRS_SH_FILE"
    PATH=/usr/bin:/bin
    o=$(sed -n "s/^declare -A outputs=(\['out'\]='\([^']*\)' )/\1/p" "$NIX_ATTRS_SH_FILE")
    cat "$NIX_ATTRS_SH_FILE" "$NIX_ATTRS_JSON_FILE" > "$o"
  '' {
    builder = "/bin/bash";
    __structuredAttrs = true;
    number = 1;
    text = "it's \"quoted\" $not";
    list = [
      "a"
      "b c"
      1
    ];
    set = {
      key = "value";
      other = 2;
    };
    nested = [ [ 1 ] { a = [ ]; } ];
    yes = true;
    no = false;
    nothing = null;
    float = 1.5;
    "odd-name" = "x";
  })
  (make "graph" "cat graph > $out" {
    exportReferencesGraph = [
      "graph"
      middle
    ];
  })
  (make "outputs" "mkdir $out $dev; echo $dev > $out/dev; echo ${middle} > $dev/middle; echo $bin > $dev/bin; echo > $bin" {
    outputs = [
      "out"
      "dev"
      "bin"
    ];
  })
  (make "kinds" ''
    umask 0
    mkdir -p $out/d/e $out/empty
    echo x > $out/file; chmod 600 $out/file
    echo '#!' > $out/run; chmod 711 $out/run
    ln $out/run $out/d/hard
    ln -s ../file $out/d/link; ln -s nowhere $out/d/dangling
    printf '\377\n' > "$out/d/$(printf 'n\344\303\244me')"
    head -c 300000 /dev/zero > $out/d/e/zeros
    printf '%s' ${leaf} | tr a-z A-Z > $out/upper
    chmod -R go-w $out
  '' { })
  (make "flat" "printf content > $out" {
    outputHashAlgo = "sha256";
    outputHashMode = "flat";
    outputHash = hash "content";
  })
  (make "tree" "mkdir $out; printf content > $out/file; chmod 700 $out/file; ${variables} | grep NIX_OUTPUT_CHECKED" {
    outputHashAlgo = "sha256";
    outputHashMode = "recursive";
    outputHash = "1bc8k1xvqdp7h93i5wljb6kh5pns6c85n7lscyhxk7xdjm7y0rsl";
  })
  (make "impure-variables" "printf \"$FIRN_NO_SUCH_VARIABLE\" > $out" {
    outputHashAlgo = "sha256";
    outputHashMode = "flat";
    outputHash = hash "";
    impureEnvVars = [ "FIRN_NO_SUCH_VARIABLE" ];
  })
  (make "checked" "echo ${leaf} $out > $out" {
    allowedReferences = [
      leaf
      "out"
    ];
    disallowedRequisites = [ middle ];
  })
  (make "uses-all" "cat ${leaf} ${middle}/self > $out" { })
  (derivation {
    name = "fetched";
    system = "builtin";
    builder = "builtin:fetchurl";
    url = "file://${toString ./text.nix}";
    outputHashAlgo = "sha256";
    outputHashMode = "flat";
    outputHash = builtins.hashFile "sha256" ./text.nix;
  })
  (derivation {
    name = "environment";
    system = "builtin";
    builder = "builtin:buildenv";
    derivations = [
      true
      5
      1
      middle
      true
      4
      1
      (make "other" "mkdir -p $out/share/doc $out/nix-support; echo o > $out/share/doc/o; echo s > $out/self" { })
      true
      5
      1
      (make "third" "mkdir -p $out/share/doc $out/.hidden; echo t > $out/share/doc/t" { })
    ];
    manifest = leaf;
  })
  (derivation {
    name = "channel";
    system = "builtin";
    builder = "builtin:unpack-channel";
    channelName = "named";
    src = make "archive.tar" "mkdir d; echo 1 > d/default.nix; touch -d @0 d d/default.nix; tar --owner=0 --group=0 --mtime=@0 --sort=name -cf $out d" { };
  })
  (import ./text.nix {
    name = "text";
    text = "It mentions ${leaf}\nand ends without a newline";
    system = "x86_64-linux";
  })
]
