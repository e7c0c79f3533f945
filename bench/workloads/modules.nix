# What a module system does: 400,000 definitions merged by option, with priorities, each option evaluated lazily.
let
  inherit (builtins) attrValues concatLists concatMap filter foldl' genList head length listToAttrs mapAttrs zipAttrsWith;

  module = m: {
    options = listToAttrs (
      genList (i: {
        name = "option${toString i}";
        value = { type = "int"; default = i; };
      }) 10
    );
    config = config:
      listToAttrs (
        genList (i: {
          name = "option${toString i}";
          value = { priority = if i == 3 then 50 else 100; content = m + (if i > 0 then i else config.option3.value); };
        }) 10
      );
  };

  modules = genList module 40000;

  evaluate = modules:
    let
      options = zipAttrsWith (_: head) (map (m: m.options) modules);
      definitions = zipAttrsWith (_: defs: defs) (map (m: m.config config) modules);
      config = mapAttrs (
        name: option:
        let
          defs = definitions.${name} or [ ];
          best = foldl' (p: d: if d.priority < p then d.priority else p) 9999 defs;
          chosen = filter (d: d.priority == best) defs;
        in
        {
          inherit option;
          value = if chosen == [ ] then option.default else (head chosen).content;
          count = length chosen;
          total = if name == "option0" then 0 else foldl' (sum: d: sum + d.content) 0 chosen;
        }
      ) options;
    in
    config;

  result = evaluate modules;
in
foldl' (sum: o: sum + o.value + o.count + o.total) 0 (attrValues result)
