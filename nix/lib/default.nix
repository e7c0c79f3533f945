# Functions for models, with nixpkgs' names and meanings.
{
  inherit (builtins)
    mapAttrs
    attrNames
    attrValues
    concatStringsSep
    filter
    map
    toJSON
    removeAttrs
    listToAttrs
    genList
    foldl'
    length
    elem
    head
    tail
    isString
    isInt
    isAttrs
    isList
    isFunction
    ;
  optional = condition: value: if condition then [ value ] else [ ];
  optionals = condition: values: if condition then values else [ ];
  optionalString = condition: text: if condition then text else "";
  optionalAttrs = condition: attrs: if condition then attrs else { };
  any = builtins.any;
  all = builtins.all;
  concatStrings = builtins.concatStringsSep "";
  concatMapStrings = f: list: builtins.concatStringsSep "" (map f list);
  concatMapStringsSep = separator: f: list: builtins.concatStringsSep separator (map f list);
  mapAttrsToList = f: attrs: map (name: f name attrs.${name}) (builtins.attrNames attrs);
  replaceStrings = builtins.replaceStrings;
  boolToString = flag: if flag then "true" else "false";
  unique = builtins.foldl' (found: each: if builtins.elem each found then found else found ++ [ each ]) [ ];
  removeSuffix =
    suffix: text:
    let
      rest = builtins.stringLength text - builtins.stringLength suffix;
    in
    if rest >= 0 && builtins.substring rest (-1) text == suffix then builtins.substring 0 rest text else text;
}
