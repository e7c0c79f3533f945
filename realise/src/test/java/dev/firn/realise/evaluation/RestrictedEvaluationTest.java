package dev.firn.realise.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What {@code restrict-eval} and {@code pure-eval} hide. */
class RestrictedEvaluationTest {
  private static World filled(World world) {
    world.files.file("/lib/x.nix", "1").file("/secret/y", "2").link("/lib/out", "/secret/y");
    world.files.variable("V", "value");
    return world;
  }

  private static World restricted() {
    return filled(new World()).restricted().searchPath("lib=/lib");
  }

  @Test
  void onlyTheSearchPathIsSeen() {
    assertEquals("1", restricted().print("import <lib/x.nix>"));
    assertEquals("1", restricted().print("import /lib/x.nix"));
    assertEquals(
        "access to absolute path '/secret/y' is forbidden in restricted mode",
        restricted().error("builtins.readFile /secret/y").text());
    assertEquals(
        "access to absolute path '/secret/y' is forbidden in restricted mode",
        restricted().error("builtins.readFile /lib/out").text());
    assertEquals(
        "access to absolute path '/secret/y' is forbidden in restricted mode",
        restricted().error("\"${/secret/y}\"").text());
    assertEquals("false", restricted().print("builtins.pathExists /secret/y"));
    assertEquals("[ \"lib\" ]", restricted().print("builtins.attrNames (builtins.readDir /.)"));
    assertEquals("\"\"", restricted().print("builtins.getEnv \"V\""));
  }

  @Test
  void ownSearchPathsAllowNothing() {
    assertEquals(
        "access to absolute path '/secret' is forbidden in restricted mode",
        restricted()
            .error("let __nixPath = [ { prefix = \"s\"; path = \"/secret\"; } ]; in <s/y>")
            .text());
  }

  @Test
  void whatWasAddedToTheStoreIsSeen() {
    assertEquals("\"t\"", restricted().print("builtins.readFile (builtins.toFile \"f\" \"t\")"));
    assertEquals("\"1\"", restricted().print("builtins.readFile \"${/lib/x.nix}\""));
    assertTrue(
        restricted()
            .error("builtins.readFile \"/nix/store/gwwjwi08fyrbrz2d8zkfvy65nzzq2czp-x\"")
            .text()
            .startsWith("access to absolute path"));
  }

  @Test
  void pureEvaluationsKnowNothingOfTheWorld() {
    World pure = filled(new World()).pure().searchPath("lib=/lib");
    assertEquals(
        "access to absolute path '/lib/x.nix' is forbidden in pure evaluation mode (use '--impure'"
            + " to override)",
        pure.error("import /lib/x.nix").text());
    assertEquals(
        "cannot look up '<lib/x.nix>' in pure evaluation mode (use '--impure' to override)",
        pure.error("<lib/x.nix>").text());
    assertEquals("[ ]", pure.print("builtins.nixPath"));
    assertEquals("\"\"", pure.print("builtins.getEnv \"V\""));
    assertEquals(
        "[ false false ]", pure.print("[ (builtins ? currentTime) (builtins ? currentSystem) ]"));
    assertEquals("\"t\"", pure.print("builtins.readFile (builtins.toFile \"f\" \"t\")"));
  }

  @Test
  void ordinaryEvaluationsSeeEverything() {
    World world = filled(new World());
    assertEquals("\"2\"", world.print("builtins.readFile /lib/out"));
    assertEquals("\"value\"", world.print("builtins.getEnv \"V\""));
    assertEquals("\"x86_64-linux\"", world.print("builtins.currentSystem"));
    assertEquals("0", world.print("builtins.currentTime"));
  }
}
