package dev.firn.lang.builtins;

import static dev.firn.lang.builtins.Language.eval;
import static dev.firn.lang.builtins.Language.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ContextBuiltinsTest {
  private static final String PATH = "/nix/store/00000000000000000000000000000000-a";
  private static final String DRV = PATH + ".drv";

  private static String mentioning(String context) {
    return "(builtins.appendContext \"s\" { " + context + " })";
  }

  private static final String OUT =
      mentioning("\"" + DRV + "\" = { outputs = [ \"out\" \"dev\" ]; };");
  private static final String DEEP = mentioning("\"" + DRV + "\" = { allOutputs = true; };");
  private static final String PLAIN = mentioning("\"" + PATH + "\" = { path = true; };");
  private static final String PLAIN_DRV = mentioning("\"" + DRV + "\" = { path = true; };");

  @Test
  void contextsAreTakenApart() {
    assertEquals(
        "{ \""
            + PATH
            + "\" = { path = true; }; \""
            + DRV
            + "\" = { allOutputs = true; outputs = [ \"dev\" \"out\" ]; }; }",
        eval("builtins.getContext (" + OUT + " + " + PLAIN + " + " + DEEP + ")"));
    assertEquals("[ true false ]", eval("map builtins.hasContext [ " + OUT + " \"s\" ]"));
  }

  @Test
  void contextsAreDiscarded() {
    assertEquals(
        "{ }", eval("builtins.getContext (builtins.unsafeDiscardStringContext " + OUT + ")"));
    assertEquals(
        "{ \"" + DRV + "\" = { path = true; }; }",
        eval("builtins.getContext (builtins.unsafeDiscardOutputDependency " + DEEP + ")"));
  }

  @Test
  void derivationsAreMentionedWithTheirClosure() {
    String added = "{ \"" + DRV + "\" = { allOutputs = true; }; }";
    assertEquals(
        added, eval("builtins.getContext (builtins.addDrvOutputDependencies " + PLAIN_DRV + ")"));
    assertEquals(
        added, eval("builtins.getContext (builtins.addDrvOutputDependencies " + DEEP + ")"));
    assertEquals(
        "path '" + PATH + "' is not a derivation",
        failure("builtins.addDrvOutputDependencies " + PLAIN));
    assertEquals(
        "context of string 's' must have exactly one element, but has 2",
        failure("builtins.addDrvOutputDependencies " + OUT));
  }

  @Test
  void onlyStorePathsAreMentioned() {
    assertEquals(
        "context key 'x' is not a store path",
        failure("builtins.appendContext \"s\" { x = { }; }"));
    assertEquals(
        "tried to add derivation output context of \""
            + PATH
            + "\", which is not a derivation, to a string",
        failure(mentioning("\"" + PATH + "\" = { outputs = [ \"out\" ]; };")));
  }

  @Test
  void messagesShowTheLeastElement() {
    assertEquals(
        "the string 'ss' is not allowed to refer to a store path (such as '" + PATH + "')",
        failure("builtins.getAttr (" + OUT + " + " + PLAIN + ") { }"));
    assertEquals(
        "the string 's' is not allowed to refer to a store path (such as '" + DRV + "^dev')",
        failure("builtins.getAttr " + OUT + " { }"));
    assertEquals(
        "the string 's' is not allowed to refer to a store path (such as '" + DRV + " (deep)')",
        failure("builtins.getAttr " + DEEP + " { }"));
  }

  @Test
  void textCutOutOfAStringMentionsNothing() {
    assertEquals(
        "[ [ false ] [ false false ] ]",
        eval(
            "let s = "
                + OUT
                + "; in [ (map builtins.hasContext (builtins.match \"(.)\" s)) (map"
                + " builtins.hasContext (builtins.filter builtins.isString (builtins.split \"s\""
                + " s))) ]"));
    assertEquals("[ true ]", eval("map builtins.hasContext (builtins.split \"x\" " + OUT + ")"));
    assertEquals("true", eval("builtins.hasContext (builtins.substring 0 0 " + OUT + ")"));
  }
}
