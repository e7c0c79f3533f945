# Functions about strings.
{ lists }:
let
  inherit (builtins)
    concatStringsSep
    elem
    filter
    genList
    head
    isInt
    isList
    isString
    match
    replaceStrings
    split
    stringLength
    substring
    ;
  lowerLetters = stringToCharacters "abcdefghijklmnopqrstuvwxyz";
  upperLetters = stringToCharacters "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  stringToCharacters = text: genList (index: substring index 1 text) (stringLength text);
in
rec {
  inherit
    concatStringsSep
    isInt
    isList
    isString
    lowerLetters
    match
    replaceStrings
    split
    stringLength
    stringToCharacters
    substring
    upperLetters
    ;
  inherit (builtins)
    baseNameOf
    compareVersions
    dirOf
    fromJSON
    fromTOML
    isAttrs
    isFloat
    isPath
    parseDrvName
    readFile
    storeDir
    toJSON
    typeOf
    unsafeDiscardStringContext
    ;
  concatStrings = concatStringsSep "";
  concatMapStrings = function: list: concatStrings (map function list);
  concatMapStringsSep =
    separator: function: list:
    concatStringsSep separator (map function list);
  concatImapStrings = function: list: concatStrings (lists.imap1 function list);
  concatImapStringsSep =
    separator: function: list:
    concatStringsSep separator (lists.imap1 function list);
  concatMapAttrsStringSep =
    separator: function: attrs:
    concatStringsSep separator (builtins.attrValues (builtins.mapAttrs function attrs));
  concatLines = concatMapStrings (line: line + "\n");
  intersperse =
    separator: list:
    if list == [ ] || builtins.length list == 1 then
      list
    else
      builtins.tail (builtins.concatMap (element: [ separator element ]) list);
  replicate = count: text: concatStrings (lists.replicate count text);
  optionalString = condition: text: if condition then text else "";
  join = concatStringsSep;
  trim = trimWith {
    start = true;
    end = true;
  };
  trimWith =
    {
      start ? false,
      end ? false,
    }:
    text:
    let
      blank = "[ \t\r\n]*";
      found = match "${optionalString start blank}(${if start then "[^ \t\r\n]" else "."}.*${if end then "[^ \t\r\n]" else ""}|[^ \t\r\n])${optionalString end blank}" text;
    in
    if text == "" || match blank text != null && (start || end) then
      ""
    else if found == null then
      text
    else
      head found;
  makeSearchPath = folder: packages: concatStringsSep ":" (map (path: "${path}/${folder}") (filter (path: path != null) packages));
  getOutputOf = output: package: if package ? outputSpecified && package.outputSpecified then package else package.${output} or package.out or package;
  makeSearchPathOutput = output: folder: packages: makeSearchPath folder (map (getOutputOf output) packages);
  makeBinPath = makeSearchPathOutput "bin" "bin";
  makeLibraryPath = makeSearchPathOutput "lib" "lib";
  makeIncludePath = makeSearchPathOutput "dev" "include";
  normalizePath = text: replaceStringsWhile "//" "/" text;
  replaceStringsWhile =
    from: to: text:
    let
      next = replaceStrings [ from ] [ to ] text;
    in
    if next == text then text else replaceStringsWhile from to next;
  hasPrefix = prefix: text: substring 0 (stringLength prefix) text == prefix;
  hasSuffix =
    suffix: text:
    let
      size = stringLength suffix;
      all = stringLength text;
    in
    all >= size && substring (all - size) all text == suffix;
  hasInfix = infix: text: match ".*${escapeRegex infix}.*" "${text}" != null || builtins.length (split (escapeRegex infix) "${text}") > 1;
  escape = characters: replaceStrings characters (map (character: "\\${character}") characters);
  escapeShellArg =
    value:
    let
      text = toString value;
    in
    if match "[[:alnum:],._+:@%/-]+" text == null then "'${replaceStrings [ "'" ] [ "'\\''" ] text}'" else text;
  escapeShellArgs = concatMapStringsSep " " escapeShellArg;
  isValidPosixName = name: match "[a-zA-Z_][a-zA-Z0-9_]*" name != null;
  toShellVar =
    name: value:
    if builtins.isAttrs value && !(value ? outPath || value ? __toString) then
      "declare -A ${name}=(${concatStringsSep " " (builtins.attrValues (builtins.mapAttrs (key: each: "[${escapeShellArg key}]=${escapeShellArg each}") value))})"
    else if isList value then
      "declare -a ${name}=(${escapeShellArgs value})"
    else
      "${name}=${escapeShellArg value}";
  toShellVars = vars: concatStringsSep "\n" (builtins.attrValues (builtins.mapAttrs toShellVar vars));
  escapeNixString = text: escape [ "$" ] (builtins.toJSON text);
  escapeRegex = escape (stringToCharacters "\\[{()^$?*+|.");
  escapeXML = replaceStrings [ "\"" "'" "<" ">" "&" ] [ "&quot;" "&apos;" "&lt;" "&gt;" "&amp;" ];
  escapeURL =
    let
      unreserved = upperLetters ++ lowerLetters ++ stringToCharacters "0123456789-_.~";
    in
    text:
    concatMapStrings (
      character: if elem character unreserved then character else throw "escapeURL: '${character}' is not supported"
    ) (stringToCharacters text);
  toLower = replaceStrings upperLetters lowerLetters;
  toUpper = replaceStrings lowerLetters upperLetters;
  toSentenceCase = text: toUpper (substring 0 1 text) + toLower (substring 1 (stringLength text) text);
  addContextFrom = from: to: substring 0 0 from + to;
  splitString = separator: text: map (addContextFrom text) (filter isString (split (escapeRegex (toString separator)) (toString text)));
  splitStringBy =
    predicate: keep: text:
    let
      step =
        state: character:
        if predicate state.previous character then
          {
            parts = state.parts ++ [ state.current ];
            current = if keep then character else "";
            previous = character;
          }
        else
          state
          // {
            current = state.current + character;
            previous = character;
          };
      end = builtins.foldl' step {
        parts = [ ];
        current = "";
        previous = "";
      } (stringToCharacters text);
    in
    end.parts ++ [ end.current ];
  removePrefix =
    prefix: text:
    if hasPrefix prefix text then substring (stringLength prefix) (stringLength text) text else text;
  removeSuffix =
    suffix: text:
    if hasSuffix suffix text then substring 0 (stringLength text - stringLength suffix) text else text;
  versionOlder = left: right: builtins.compareVersions right left == 1;
  versionAtLeast = left: right: !versionOlder left right;
  getName = package: if isString package then (builtins.parseDrvName package).name else package.pname or (builtins.parseDrvName package.name).name;
  getVersion = package: if isString package then (builtins.parseDrvName package).version else package.version or (builtins.parseDrvName package.name).version;
  nameFromURL =
    url: separator:
    let
      name = lists.last (splitString "/" url);
    in
    builtins.head (splitString separator name);
  fixedWidthString =
    width: filler: text:
    let
      missing = width - stringLength text;
    in
    if missing < 0 then throw "fixedWidthString: requested string length (${toString width}) must not be shorter than actual length (${toString (stringLength text)})" else if missing == 0 then text else filler + fixedWidthString (width - 1) filler text;
  fixedWidthNumber = width: number: fixedWidthString width "0" (toString number);
  isConvertibleWithToString =
    value:
    value == null
    || elem (builtins.typeOf value) [
      "int"
      "float"
      "bool"
      "string"
      "path"
    ]
    || (isList value && builtins.all isConvertibleWithToString value)
    || (builtins.isAttrs value && (value ? outPath || value ? __toString));
  isStringLike = value: isString value || builtins.isPath value || (builtins.isAttrs value && (value ? outPath || value ? __toString));
  isStorePath =
    value:
    isStringLike value
    && (
      let
        text = toString value;
      in
      substring 0 1 text == "/" && dirOf text == builtins.storeDir
    );
  toInt =
    text:
    let
      digits = match "[[:space:]]*(-?[[:digit:]]+)[[:space:]]*" text;
      zeros = match "[[:space:]]*0[[:digit:]]+[[:space:]]*" text;
    in
    if digits == null then
      throw "toInt: Could not convert ${escapeNixString text} to int."
    else if zeros != null then
      throw "toInt: Ambiguity in interpretation of ${escapeNixString text} between octal and zero padded integer."
    else
      builtins.fromJSON (head digits);
  toIntBase10 =
    text:
    let
      digits = match "[[:space:]]*(-?)0*([[:digit:]]+)[[:space:]]*" text;
    in
    if digits == null then
      throw "toIntBase10: Could not convert ${escapeNixString text} to int."
    else
      builtins.fromJSON (head digits + builtins.elemAt digits 1);
  floatToString = number: let text = toString number; in text;
  fileContents = file: removeSuffix "\n" (builtins.readFile file);
  sanitizeDerivationName =
    text:
    let
      plain = concatStrings (map (part: if isList part then "-" else part) (split "[^[:alnum:]+._?=-]+" (unsafeText text)));
      bare = match "\\.*(.*)" plain;
      name = head bare;
      size = stringLength name;
    in
    if size == 0 then "unknown" else if size <= 207 then name else substring (size - 207) 207 name;
  unsafeText = text: builtins.unsafeDiscardStringContext (toString text);
  levenshtein =
    left: right:
    let
      columns = stringLength right;
      row =
        previous: index:
        builtins.foldl' (
          cells: column:
          cells
          ++ [
            (smallest [
              (lists.last cells + 1)
              (builtins.elemAt previous (column + 1) + 1)
              (builtins.elemAt previous column + (if substring index 1 left == substring column 1 right then 0 else 1))
            ])
          ]
        ) [ (index + 1) ] (lists.range 0 (columns - 1));
      smallest = builtins.foldl' (a: b: if a < b then a else b) 1000000;
    in
    lists.last (builtins.foldl' row (lists.range 0 columns) (lists.range 0 (stringLength left - 1)));
  commonPrefixLength =
    left: right:
    let
      size = if stringLength left < stringLength right then stringLength left else stringLength right;
      from = index: if index == size || substring index 1 left != substring index 1 right then index else from (index + 1);
    in
    from 0;
}
