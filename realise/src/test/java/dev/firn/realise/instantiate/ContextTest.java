package dev.firn.realise.instantiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.text.Latin1;
import dev.firn.lang.error.EvalError;
import dev.firn.realise.evaluation.World;
import dev.firn.store.derivation.Aterm;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.path.Placeholder;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What derivations are built from, and what stands for outputs that are not known yet. */
class ContextTest {
  private static final String D =
      "let d = a: derivation ({ system = \"s\"; builder = \"b\"; } // a); in ";

  private static StorePath path(String text) {
    return StoreDir.DEFAULT.parse(text);
  }

  private static Derivation instantiate(World world, String expression) {
    return world.store.readDerivation(path(world.text(D + "(" + expression + ").drvPath")));
  }

  @Test
  void everyKindOfMention() {
    World world = new World().writing();
    world.files.file("/work/src", "source");
    Derivation derivation =
        instantiate(
            world,
            "d { name = \"x\"; src = /work/src; text = builtins.toFile \"t\" \"text\";"
                + " y = d { name = \"y\"; outputs = [ \"out\" \"dev\" \"doc\" ]; };"
                + " z = [ (d { name = \"y\"; outputs = [ \"out\" \"dev\" \"doc\" ]; }).doc ]; }");
    assertEquals(2, derivation.inputSources().size());
    assertEquals(1, derivation.inputDerivations().size());
    assertEquals(
        "[doc, out]", derivation.inputDerivations().firstEntry().getValue().names().toString());
  }

  @Test
  void theFileOfADerivationLeadsToEverything() {
    World world = new World().writing();
    Derivation derivation =
        instantiate(
            world,
            "let a = d { name = \"a\"; t = builtins.toFile \"t\" (builtins.toFile \"u\" \"\");"
                + " outputs = [ \"out\" \"o\" ]; }; b = d { name = \"b\"; inherit a; }; in d { name"
                + " = \"c\"; deep = b.drvPath; }");
    List<String> sources =
        derivation.inputSources().stream().map(StorePath::name).sorted().toList();
    assertEquals(List.of("a.drv", "b.drv", "t", "u"), sources);
    assertEquals(
        "[[o, out], [out]]",
        derivation.inputDerivations().values().stream()
            .map(outputs -> outputs.names().toString())
            .sorted()
            .toList()
            .toString());
  }

  /** As in Nix: a derivation that was not written cannot be looked through. */
  @Test
  void derivationsThatWereNotWrittenLeadNowhere() {
    String expression =
        "(let a = d { name = \"a\"; }; in d { name = \"c\"; deep = a.drvPath; }).drvPath";
    String a = new World().text(D + "(d { name = \"a\"; }).drvPath");
    assertEquals("path '" + a + "' is not valid", new World().error(D + expression).text());
    String imported = D + "import \"${d { name = \"a\"; }}/x.nix\"";
    assertEquals("path '" + a + "' is not valid", new World().error(imported).text());
  }

  @Test
  void outputsThatDependOnTheirContent() {
    World world = new World().writing().features("ca-derivations");
    Derivation derivation =
        instantiate(
            world,
            "d { name = \"user\"; use = (d { name = \"ca\"; __contentAddressed = true; outputs = ["
                + " \"out\" \"dev\" ]; }).dev; }");
    StorePath input = derivation.inputDerivations().firstKey();
    assertEquals(Placeholder.outputOf(input, "dev").text(), derivation.environment().get("use"));
    assertEquals("", derivation.environment().get("out"), "the path is not known yet");
    assertTrue(
        Latin1.string(Aterm.print(derivation, StoreDir.DEFAULT))
            .startsWith("Derive([(\"out\",\"\",\"\",\"\")],"));
    Derivation floating = world.store.readDerivation(input);
    assertEquals(Placeholder.output("dev").text(), floating.environment().get("dev"));
  }

  @Test
  void textThatStandsForAPathNeedsItsFeature() {
    String impure = D + "(d { name = \"x\"; __impure = true; }).drvPath";
    assertEquals(
        "experimental Nix feature 'ca-derivations' is disabled; add '--extra-experimental-features"
            + " ca-derivations' to enable it",
        new World().features("impure-derivations").error(impure).text());
    new World().features("impure-derivations", "ca-derivations").text(impure);
  }

  @Test
  void bothKindsOfContentAddressingAtOnce() {
    EvalError error =
        new World()
            .features("ca-derivations", "impure-derivations")
            .error(D + "(d { name = \"x\"; __contentAddressed = true; __impure = true; }).drvPath");
    assertEquals("derivation cannot be both content-addressed and impure", error.text());
  }

  @Test
  void outputsOfOutputs() {
    World world = new World().writing().features("ca-derivations", "dynamic-derivations");
    String expression =
        "let make = d { name = \"make.drv\"; __contentAddressed = true; outputHashMode = \"text\";"
            + " outputHashAlgo = \"sha256\"; }; in ";
    String output = world.text(D + expression + "builtins.outputOf make.outPath \"out\"");
    String drv = world.text(D + expression + "make.drvPath");
    assertEquals(Placeholder.outputOf(path(drv), "out").outputOfThis("out").text(), output);
    Derivation user =
        instantiate(
            world,
            expression + "d { name = \"user\"; use = builtins.outputOf make.outPath \"out\"; }");
    String text = Latin1.string(Aterm.print(user, StoreDir.DEFAULT));
    assertTrue(
        text.startsWith(
            "DrvWithVersion(\"xp-dyn-drv\",[(\"out\",\"\",\"\",\"\")],[(\""
                + drv
                + "\",([],[(\"out\",[\"out\"])]))],"),
        text);
  }

  @Test
  void outputOfWantsOneDerivation() {
    World world = new World().features("dynamic-derivations");
    assertEquals(
        "string 'x' has 0 entries in its context. It should only have exactly one entry",
        world.error("builtins.outputOf \"x\" \"out\"").text());
    assertEquals(
        "derivation '/nix/store/lwl0r1x1i9gd6lzrxvq58cqwcp2z0rx6-x.drv' does not have output 'dev'"
            .replaceAll("'/nix.*drv'", "'DRV'"),
        world
            .error(
                D
                    + "builtins.outputOf (builtins.outputOf (builtins.unsafeDiscardOutputDependency"
                    + " (d { name = \"x\"; }).drvPath) \"dev\") \"out\"")
            .text()
            .replaceAll("'/nix.*drv'", "'DRV'"));
  }

  @Test
  void filesMayNotReferToDerivations() {
    String message =
        new World().error(D + "builtins.toFile \"t\" \"${d { name = \"y\"; }}\"").text();
    assertTrue(
        message.matches(
            "files created by builtins.toFile may not reference derivations, but t references"
                + " !out![0-9a-z]{32}-y\\.drv"),
        message);
  }

  @Test
  void importsFromDerivationsAreBuilt() {
    String expression = D + "import \"${d { name = \"gen\"; }}/x.nix\"";
    List<String> asked = new ArrayList<>();
    World world =
        new World()
            .writing()
            .building(wanted -> {
              wanted.forEach(each -> asked.add(each.print(StoreDir.DEFAULT, '^')));
              throw new EvalError("builder says no");
            });
    assertEquals("builder says no", world.error(expression).text());
    assertEquals(1, asked.size());
    assertTrue(
        asked.getFirst().matches("/nix/store/[0-9a-z]{32}-gen\\.drv\\^out"), asked.getFirst());
    String disabled = new World().writing().withoutImportFromDerivation().error(expression).text();
    assertTrue(
        disabled.endsWith("because the option 'allow-import-from-derivation' is disabled"),
        disabled);
  }

  @Test
  void derivationsInTheStoreCanBeImported() {
    World world = new World().writing();
    String drv = world.text(D + "(d { name = \"x\"; outputs = [ \"out\" \"dev\" ]; }).drvPath");
    assertEquals(
        world.print(
            D
                + "let x = d { name = \"x\"; outputs = [ \"out\" \"dev\" ]; }; in [ x.out.outPath"
                + " x.dev.outPath x.name ]"),
        world.print("let x = import " + drv + "; in [ x.out.outPath x.dev.outPath x.name ]"));
    assertEquals(
        "{ \"" + drv + "\" = { outputs = [ \"dev\" ]; }; }",
        world.print("builtins.getContext (import " + drv + ").dev.outPath"));
    assertEquals("\"derivation\"", world.print("(import " + drv + ").type"));
  }
}
