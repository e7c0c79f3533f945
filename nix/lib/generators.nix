# Texts of configuration files.
{
  attrsets,
  lists,
  strings,
}:
rec {
  mkValueStringDefault =
    _: value:
    if builtins.isInt value then
      toString value
    else if builtins.isFloat value then
      strings.floatToString value
    else if attrsets.isDerivation value then
      toString value
    else if builtins.isString value then
      value
    else if value == true then
      "true"
    else if value == false then
      "false"
    else if value == null then
      "null"
    else
      throw "generators.mkValueStringDefault: ${builtins.typeOf value} is not supported";
  mkKeyValueDefault =
    {
      mkValueString ? mkValueStringDefault { },
    }:
    separator: key: value:
    "${strings.escape [ separator ] key}${separator}${mkValueString value}";
  toKeyValue =
    {
      mkKeyValue ? mkKeyValueDefault { } "=",
      listsAsDuplicateKeys ? false,
      indent ? "",
    }:
    let
      line = key: value: indent + mkKeyValue key value + "\n";
      lines = key: value: if listsAsDuplicateKeys && builtins.isList value then map (line key) value else [ (line key value) ];
    in
    attrs: strings.concatStrings (builtins.concatLists (attrsets.mapAttrsToList lines attrs));
  toINI =
    {
      mkSectionName ? (name: strings.escape [ "[" "]" ] name),
      mkKeyValue ? mkKeyValueDefault { } "=",
      listsAsDuplicateKeys ? false,
    }:
    attrs:
    strings.concatStringsSep "\n" (
      attrsets.mapAttrsToList (
        name: values:
        "[${mkSectionName name}]\n" + toKeyValue { inherit mkKeyValue listsAsDuplicateKeys; } values
      ) attrs
    );
  toINIWithGlobalSection =
    options:
    {
      globalSection,
      sections ? { },
    }:
    (
      if globalSection == { } then
        ""
      else
        toKeyValue (builtins.removeAttrs options [ "mkSectionName" ]) globalSection + "\n"
    )
    + toINI options sections;
  toJSON = _: builtins.toJSON;
  toYAML = toJSON;
}
