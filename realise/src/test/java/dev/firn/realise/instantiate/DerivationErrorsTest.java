package dev.firn.realise.instantiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.realise.evaluation.World;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What derivations must not be, and how that is told. */
class DerivationErrorsTest {
  /** Pairs: attributes besides a name, a system and a builder; the last line of the error. */
  private static final String[] ERRORS = {
    "builder = null;",
    "required attribute 'builder' missing",
    "system = \"\";",
    "required attribute 'system' missing",
    "outputs = [ ];",
    "derivation cannot have an empty set of outputs",
    "outputs = \" \";",
    "derivation cannot have an empty set of outputs",
    "outputs = [ \"a\" \"b\" \"a\" ];",
    "duplicate derivation output 'a'",
    "outputs = \"out drvPath\";",
    "invalid derivation output name 'drvPath'",
    "name = \"a b\";",
    "invalid derivation name: name 'a b' contains illegal character ' '. Please pass a different"
        + " 'name'.",
    "name = \"x.drv\";",
    "derivation names are allowed to end in '.drv' only if they produce a single derivation file",
    "outputHashMode = \"custom\";",
    "invalid value 'custom' for 'outputHashMode' attribute",
    "outputHashMode = \"text\";",
    "experimental Nix feature 'dynamic-derivations' is disabled (text-hashed derivation 'x',"
        + " outputHashMode = \"text\"); add '--extra-experimental-features dynamic-derivations' to"
        + " enable it",
    "outputHashMode = \"git\";",
    "experimental Nix feature 'git-hashing' is disabled; add '--extra-experimental-features"
        + " git-hashing' to enable it",
    "__contentAddressed = true;",
    "experimental Nix feature 'ca-derivations' is disabled; add '--extra-experimental-features"
        + " ca-derivations' to enable it",
    "__impure = true;",
    "experimental Nix feature 'impure-derivations' is disabled; add '--extra-experimental-features"
        + " impure-derivations' to enable it",
    "outputs = [ \"out\" \"dev\" ]; outputHash = \"\"; outputHashAlgo = \"sha256\";",
    "multiple outputs are not supported in fixed-output derivations",
    "outputHash = \"\";",
    "empty hash requires explicit hash algorithm",
    "outputHash = \"00\"; outputHashAlgo = \"sha256\";",
    "hash '00' has wrong length for hash algorithm 'sha256'",
    "outputHash = \"x\";",
    "hash 'x' does not include a type, nor is the type otherwise known from context",
    "__json = \"[]\";",
    "cannot process __json attribute: [json.exception.type_error.302] type must be object, but is"
        + " array",
    "f = x: x;",
    "cannot coerce a function to a string: \u00c2\u00ablambda f @"
        + " \u00c2\u00abstring\u00c2\u00bb:1:73\u00c2\u00bb",
    "__structuredAttrs = true; outputs = \"out\";",
    "expected a list but found a string: \"out\"",
    "__structuredAttrs = true; system = 1;",
    "expected a string but found an integer: 1",
    "__structuredAttrs = true; bad = builtins.fromJSON \"\\\"\\\\u00e9\\\"\" + \"\u00e9\";",
    "[json.exception.type_error.316] incomplete UTF-8 string; last byte: 0xE9",
    "s = builtins.appendContext \"a\" { \"/nix/store/gwwjwi08fyrbrz2d8zkfvy65nzzq2czp-x\" = {"
        + " allOutputs = true; }; };",
    "tried to add all-outputs context of \"/nix/store/gwwjwi08fyrbrz2d8zkfvy65nzzq2czp-x\", which"
        + " is not a derivation, to a string",
    "deep = builtins.appendContext \"a\" { \"/nix/store/gwwjwi08fyrbrz2d8zkfvy65nzzq2czp-x.drv\" ="
        + " { allOutputs = true; }; };",
    "path '/nix/store/gwwjwi08fyrbrz2d8zkfvy65nzzq2czp-x.drv' is not valid",
  };

  @TestFactory
  Stream<DynamicTest> errors() {
    return Stream.iterate(0, i -> i < ERRORS.length, i -> i + 2)
        .map(i ->
            DynamicTest.dynamicTest(
                ERRORS[i],
                () ->
                    assertEquals(
                        ERRORS[i + 1],
                        new World()
                            .error(
                                "derivationStrict ({ name = \"x\"; system = \"s\"; builder = \"b\";"
                                    + " } // { "
                                    + ERRORS[i]
                                    + " })")
                            .text())));
  }

  @Test
  void theStoryNamesAttributeAndDerivation() {
    assertEquals(
        """
        error:
               ... while calling the 'derivationStrict' builtin
                 at (string):1:1:
                    1| derivationStrict {
                     | ^
                    2|   name = "foo";

               ... while evaluating derivation 'foo'
                 whose name attribute is located at (string):2:3

               ... while evaluating attribute 'args' of derivation 'foo'
                 at (string):3:3:
                    2|   name = "foo";
                    3|   args = [ "a" { } ];
                     |   ^
                    4| }

               ... while evaluating an element of the argument list

               error: cannot coerce a set to a string: { }\
        """,
        plain(
            new World()
                .report("derivationStrict {\n  name = \"foo\";\n  args = [ \"a\" { } ];\n}")));
  }

  @Test
  void aNameThatIsWrittenNowhere() {
    String report =
        new World().report("derivationStrict (builtins.fromJSON ''{ \"name\": \"n\" }'')");
    assertTrue(plain(report).contains("whose name attribute is located at (none):0"), report);
  }

  @Test
  void aMissingName() {
    assertEquals("attribute 'name' missing", new World().error("derivationStrict { }").text());
    assertTrue(
        new World()
            .report("derivationStrict { }")
            .contains("in the attrset passed as argument to builtins.derivationStrict"));
  }

  @Test
  void anEmptyHashIsAWarning() {
    World world = new World();
    String path =
        world.text(
            "(derivation { name = \"x\"; system = \"s\"; builder = \"b\"; outputHash = \"\";"
                + " outputHashAlgo = \"sha256\"; }).outPath");
    assertEquals("/nix/store/yplc6kklcg6k8aln037jq8jxq5v92wln-x", path);
    assertEquals(
        "[warning: found empty hash, assuming"
            + " 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=']",
        world.files.messages().toString());
  }

  @Test
  void checksWithoutEffectAreAWarning() {
    World world = new World();
    world.print(
        "derivationStrict { name = \"x\"; system = \"s\"; builder = \"b\"; __structuredAttrs ="
            + " true; maxSize = 1; }");
    String warning = world.files.messages().toString();
    assertTrue(warning.contains("while evaluating derivation 'x'"), warning);
    assertTrue(warning.contains("use 'outputChecks.<output>.maxSize' instead"), warning);
  }

  private static String plain(String report) {
    return report
        .replace("\u00e2\u0080\u00a6", "...")
        .replace("\u00c2\u00ab", "(")
        .replace("\u00c2\u00bb", ")");
  }
}
