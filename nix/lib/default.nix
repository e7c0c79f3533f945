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
}
