# What `import` makes of a derivation that is in the store: the set that `derivation` would have given.

{ name, drvPath, outputs, ... }@stored:

let
  everyOutput = builtins.listToAttrs outputSets // {
    all = map (output: output.value) outputSets;
    inherit drvPath name;
    type = "derivation";
  };

  outputSet = outputName: {
    name = outputName;
    value = everyOutput // {
      inherit outputName;
      outPath = stored.${outputName};
    };
  };

  outputSets = map outputSet outputs;
in
(builtins.head outputSets).value
