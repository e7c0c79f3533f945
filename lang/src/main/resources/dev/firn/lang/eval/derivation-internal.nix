/*

  The function `derivation`: what packages are made with.

  It takes a set: what `derivationStrict` takes, which computes paths. It gives the first output of
  the derivation as a set:

    outPath      the path of the output, a string that mentions the output
    drvPath      the path of the derivation, a string that mentions everything that it leads to
    outputName   the name of the output
    type         "derivation"
    all          every output, in order, each as such a set
    drvAttrs     the set that the function was called with
    ...          every output by its name, and all attributes of the set that the function was
                 called with

  What it costs to compute paths is spent when a path is first looked at: sets of packages hold
  thousands of derivations of which a program needs a few. So `outPath` and `drvPath` stay lazy,
  and everything else is there at once.

  A derivation is computed once, whichever of its outputs is asked for a path: they share
  `strict`.

  Errors in the attributes of a derivation pass through here, and messages show where. They show
  what Nix's show: the same lines at the same places (36, 49 and 50), so that whoever knows those
  messages, or looks for them, finds them. That is why this comment is as long as it is: keep the
  number of lines above `drvAttrs` when you change it.
*/
drvAttrs@{
  outputs ? [ "out" ],
  ...
}:

let

  strict = derivationStrict drvAttrs;

  commonAttrs =
    drvAttrs
    // builtins.listToAttrs outputSets
    // {
      all = map (output: output.value) outputSets;
      inherit drvAttrs;
    };

  outputSet = outputName: {
    name = outputName;
    value = commonAttrs // {
      outPath = strict.${outputName};
      drvPath = strict.drvPath;
      type = "derivation";
      inherit outputName;
    };
  };

  outputSets = map outputSet outputs;

in
(builtins.head outputSets).value
