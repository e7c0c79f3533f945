# Functions about attribute sets.
{
  lists,
  trivial,
  strings,
}:
let
  inherit (builtins)
    attrNames
    concatMap
    elemAt
    foldl'
    head
    isAttrs
    length
    listToAttrs
    mapAttrs
    tail
    ;
in
rec {
  inherit (builtins)
    attrNames
    attrValues
    catAttrs
    getAttr
    hasAttr
    intersectAttrs
    listToAttrs
    mapAttrs
    removeAttrs
    zipAttrsWith
    ;
  attrByPath =
    path: default: set:
    let
      size = length path;
      from =
        index: value:
        if index == size then
          value
        else if isAttrs value && value ? ${elemAt path index} then
          from (index + 1) value.${elemAt path index}
        else
          default;
    in
    from 0 set;
  hasAttrByPath =
    path: set:
    let
      size = length path;
      from =
        index: value:
        index == size
        || (isAttrs value && value ? ${elemAt path index} && from (index + 1) value.${elemAt path index});
    in
    from 0 set;
  setAttrByPath =
    path: value:
    if path == [ ] then value else { ${head path} = setAttrByPath (tail path) value; };
  getAttrFromPath =
    path: set:
    if hasAttrByPath path set then
      attrByPath path null set
    else
      throw "cannot find attribute '${builtins.concatStringsSep "." path}'";
  concatMapAttrs = function: set: builtins.foldl' trivial.mergeAttrs { } (builtins.attrValues (mapAttrs function set));
  updateManyAttrsByPath = updates: value: foldl' (set: update: updateAt update.path update.update set) value updates;
  updateAt =
    path: update: set:
    if path == [ ] then
      update set
    else
      (if isAttrs set then set else { })
      // {
        ${head path} = updateAt (tail path) update (set.${head path} or { });
      };
  attrVals = names: set: map (name: set.${name}) names;
  getAttrs = names: set: listToAttrs (map (name: nameValuePair name set.${name}) names);
  filterAttrs = predicate: set: removeAttrs set (builtins.filter (name: !predicate name set.${name}) (attrNames set));
  filterAttrsRecursive =
    predicate: set:
    listToAttrs (
      concatMap (
        name:
        let
          value = set.${name};
        in
        if predicate name value then
          [ (nameValuePair name (if isAttrs value then filterAttrsRecursive predicate value else value)) ]
        else
          [ ]
      ) (attrNames set)
    );
  foldlAttrs =
    combine: initial: set:
    foldl' (value: name: combine value name set.${name}) initial (attrNames set);
  foldAttrs =
    combine: initial: sets:
    mapAttrs (_: values: lists.foldr combine initial values) (zipAttrs sets);
  collect =
    predicate: value:
    if predicate value then
      [ value ]
    else if isAttrs value then
      concatMap (collect predicate) (builtins.attrValues value)
    else
      [ ];
  cartesianProduct =
    sets:
    foldl' (
      products: name:
      concatMap (product: map (value: product // { ${name} = value; }) sets.${name}) products
    ) [ { } ] (attrNames sets);
  mapCartesianProduct = function: sets: map function (cartesianProduct sets);
  nameValuePair = name: value: { inherit name value; };
  mapAttrs' = function: set: listToAttrs (mapAttrsToList function set);
  mapAttrsToList = function: set: builtins.attrValues (mapAttrs function set);
  attrsToList = mapAttrsToList nameValuePair;
  mapAttrsRecursive = mapAttrsRecursiveCond (_: true);
  mapAttrsRecursiveCond =
    condition: function: set:
    let
      recurse =
        path:
        mapAttrs (
          name: value:
          if isAttrs value && condition value then
            recurse (path ++ [ name ]) value
          else
            function (path ++ [ name ]) value
        );
    in
    recurse [ ] set;
  mapAttrsToListRecursive = mapAttrsToListRecursiveCond (_: _: true);
  mapAttrsToListRecursiveCond =
    condition: function: set:
    let
      recurse =
        path: value:
        if isAttrs value && (path == [ ] || condition path value) then
          concatMap (name: recurse (path ++ [ name ]) value.${name}) (attrNames value)
        else
          [ (function path value) ];
    in
    recurse [ ] set;
  genAttrs = names: function: listToAttrs (map (name: nameValuePair name (function name)) names);
  genAttrs' = names: function: listToAttrs (map function names);
  isDerivation = value: value.type or null == "derivation";
  toDerivation =
    path:
    let
      store = builtins.storePath path;
    in
    {
      type = "derivation";
      name = builtins.unsafeDiscardStringContext (builtins.substring 33 (-1) (baseNameOf store));
      outPath = store;
      outputs = [ "out" ];
      outputName = "out";
    };
  optionalAttrs = condition: set: if condition then set else { };
  zipAttrsWithNames =
    names: function: sets:
    genAttrs names (name: function name (builtins.catAttrs name sets));
  zipAttrs = builtins.zipAttrsWith (_: values: values);
  mergeAttrsList = foldl' trivial.mergeAttrs { };
  recursiveUpdateUntil =
    predicate: left: right:
    let
      merge =
        path:
        builtins.zipAttrsWith (
          name: values:
          let
            here = path ++ [ name ];
          in
          if length values == 1 || predicate here (elemAt values 1) (head values) then
            head values
          else
            merge here values
        );
    in
    merge [ ] [
      right
      left
    ];
  recursiveUpdate = recursiveUpdateUntil (_: left: right: !(isAttrs left && isAttrs right));
  matchAttrs =
    pattern: set:
    builtins.all (
      name:
      set ? ${name}
      && (
        if isAttrs pattern.${name} then
          isAttrs set.${name} && matchAttrs pattern.${name} set.${name}
        else
          set.${name} == pattern.${name}
      )
    ) (attrNames pattern);
  overrideExisting = old: new: mapAttrs (name: value: new.${name} or value) old;
  getOutput = strings.getOutputOf;
  getBin = getOutput "bin";
  getLib = getOutput "lib";
  getDev = getOutput "dev";
  getMan = getOutput "man";
  getFirstOutput =
    candidates: package:
    let
      found = builtins.filter (output: package ? ${output}) candidates;
    in
    if package.outputSpecified or false || found == [ ] then package else package.${head found};
  recurseIntoAttrs = set: set // { recurseForDerivations = true; };
  dontRecurseIntoAttrs = set: set // { recurseForDerivations = false; };
  unionOfDisjoint =
    left: right:
    left
    // right
    // mapAttrs (name: _: throw "unionOfDisjoint: collision on ${name}") (builtins.intersectAttrs left right);
}
