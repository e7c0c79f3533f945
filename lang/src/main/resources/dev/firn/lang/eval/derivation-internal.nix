# The function `derivation`: every output of a derivation as a set that knows all the others.
# What it costs to compute paths is spent when a path is first looked at.

drvAttrs@{ outputs ? [ "out" ], ... }:

let
  paths = derivationStrict drvAttrs;

  everyOutput =
    drvAttrs
    // builtins.listToAttrs outputSets
    // {
      all = map (output: output.value) outputSets;
      inherit drvAttrs;
    };

  outputSet = outputName: {
    name = outputName;
    value = everyOutput // {
      inherit outputName;
      drvPath = paths.drvPath;
      outPath = builtins.getAttr outputName paths;
      type = "derivation";
    };
  };

  outputSets = map outputSet outputs;
in
(builtins.head outputSets).value
