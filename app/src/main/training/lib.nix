# A small library in the manner of nixpkgs', to train the start-up cache on: what real code does most.
let
  inherit (builtins) attrNames attrValues concatLists concatMap concatStringsSep elem elemAt filter foldl' functionArgs
    genList getAttr hasAttr head intersectAttrs isAttrs isFunction isList isString length listToAttrs map mapAttrs match
    removeAttrs replaceStrings split stringLength substring tail toJSON trace tryEval typeOf;
in
rec {
  id = x: x;
  const = x: y: x;
  flip = f: a: b: f b a;
  pipe = value: functions: foldl' (x: f: f x) value functions;
  fix = f: let x = f x; in x;
  extends = overlay: f: final: let prev = f final; in prev // overlay final prev;
  composeExtensions = f: g: final: prev:
    let fApplied = f final prev; prev' = prev // fApplied;
    in fApplied // g final prev';
  optional = cond: x: if cond then [ x ] else [ ];
  optionals = cond: xs: if cond then xs else [ ];
  optionalString = cond: s: if cond then s else "";
  optionalAttrs = cond: attrs: if cond then attrs else { };
  concatMapStringsSep = sep: f: list: concatStringsSep sep (map f list);
  nameValuePair = name: value: { inherit name value; };
  mapAttrs' = f: set: listToAttrs (map (name: f name set.${name}) (attrNames set));
  mapAttrsToList = f: set: map (name: f name set.${name}) (attrNames set);
  filterAttrs = pred: set: removeAttrs set (filter (name: !pred name set.${name}) (attrNames set));
  genAttrs = names: f: listToAttrs (map (name: nameValuePair name (f name)) names);
  recursiveUpdate = left: right:
    left // mapAttrs (name: value:
      if isAttrs value && left ? ${name} && isAttrs left.${name} then recursiveUpdate left.${name} value else value) right;
  attrByPath = path: default: set:
    if path == [ ] then set
    else if isAttrs set && set ? ${head path} then attrByPath (tail path) default set.${head path}
    else default;
  foldr = op: nul: list:
    let go = n: if n == length list then nul else op (elemAt list n) (go (n + 1)); in go 0;
  unique = foldl' (acc: e: if elem e acc then acc else acc ++ [ e ]) [ ];
  flatten = x: if isList x then concatMap flatten x else [ x ];
  hasPrefix = prefix: s: substring 0 (stringLength prefix) s == prefix;
  hasSuffix = suffix: s:
    let n = stringLength s; m = stringLength suffix; in n >= m && substring (n - m) n s == suffix;
  removeSuffix = suffix: s: if hasSuffix suffix s then substring 0 (stringLength s - stringLength suffix) s else s;
  splitString = sep: s: filter isString (split (escapeRegex sep) s);
  escapeRegex = replaceStrings [ "." "+" "*" "?" "(" ")" "[" "]" ] [ "\\." "\\+" "\\*" "\\?" "\\(" "\\)" "\\[" "\\]" ];
  toUpper = replaceStrings [ "a" "b" "c" "d" "e" ] [ "A" "B" "C" "D" "E" ];
  versionOlder = a: b: builtins.compareVersions a b < 0;
  getName = drv: drv.pname or (builtins.parseDrvName drv.name).name;
  makeBinPath = concatMapStringsSep ":" (p: "${p}/bin");
  assertMsg = cond: msg: if cond then true else trace msg false;
  setFunctionArgs = f: args: { __functor = self: f; __functionArgs = args; };
  functionArgs' = f: if f ? __functor then f.__functionArgs or (functionArgs (f.__functor f)) else functionArgs f;
  mirrorFunctionArgs = f: let args = functionArgs' f; in g: setFunctionArgs g args;
  isCallable = f: isFunction f || (f ? __functor && isFunction (f.__functor f));
  makeOverridable = f: mirrorFunctionArgs f (origArgs:
    let
      result = f origArgs;
      overrideWith = newArgs: origArgs // (if isCallable newArgs then newArgs origArgs else newArgs);
    in
    if isAttrs result then
      result // {
        override = mirrorFunctionArgs f (newArgs: makeOverridable f (overrideWith newArgs));
        overrideDerivation = g: makeOverridable (args: g (f args)) origArgs;
      }
    else result);
  callPackageWith = autoArgs: fn: args:
    let
      f = if isFunction fn then fn else import fn;
      fargs = functionArgs f;
      allArgs = intersectAttrs fargs autoArgs // args;
      missing = filter (name: !(hasAttr name allArgs) && !fargs.${name}) (attrNames fargs);
    in
    if missing == [ ] then makeOverridable f allArgs
    else throw "missing arguments: ${concatStringsSep ", " missing}";
  generators.toINI = sections:
    concatStringsSep "\n" (mapAttrsToList (name: values:
      "[${name}]\n" + concatStringsSep "" (mapAttrsToList (k: v: "${k}=${toString v}\n") values)) sections);
  types = {
    int = { name = "int"; check = builtins.isInt; merge = defs: (head defs).value; };
    str = { name = "str"; check = isString; merge = defs: concatStringsSep "" (map (d: d.value) defs); };
    listOf = elem: { name = "listOf ${elem.name}"; check = isList; merge = defs: concatLists (map (d: d.value) defs); };
    attrsOf = elem: {
      name = "attrsOf ${elem.name}";
      check = isAttrs;
      merge = defs: builtins.zipAttrsWith (_: vs: elem.merge (map (value: { inherit value; }) vs)) (map (d: d.value) defs);
    };
  };
  mkOption = { type, default ? null, description ? "" }: { _type = "option"; inherit type default description; };
  mkIf = condition: content: { _type = "if"; inherit condition content; };
  mkOverride = priority: content: { _type = "override"; inherit priority content; };
  evalModules = modules:
    let
      loaded = map (m: if isFunction m then m { inherit config options; lib = { inherit mkIf mkOverride mkOption; }; } else m) modules;
      options = foldl' recursiveUpdate { } (map (m: m.options or { }) loaded);
      discharge = def:
        if isAttrs def && (def._type or "") == "if" then if def.condition then discharge def.content else [ ]
        else [ def ];
      plain = def: if isAttrs def && (def._type or "") == "override" then { inherit (def) priority; value = def.content; }
        else { priority = 100; value = def; };
      collect = path: concatMap (m:
        let value = attrByPath path null (m.config or { }); in
        if value == null then [ ] else map plain (discharge value)) loaded;
      walk = path: set: mapAttrs (name: opt:
        if (opt._type or "") == "option" then
          let
            all = collect (path ++ [ name ]);
            best = foldl' (p: d: if d.priority < p then d.priority else p) 1000 all;
            defs = filter (d: d.priority == best) all;
          in
          if defs == [ ] then opt.default
          else assert builtins.all (d: opt.type.check d.value) defs; opt.type.merge defs
        else walk (path ++ [ name ]) opt) set;
      config = walk [ ] options;
    in
    { inherit config options; };
}
