package dev.firn.lang.builtins;

import static dev.firn.lang.builtins.Language.eval;
import static dev.firn.lang.builtins.Language.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FlakeRefBuiltinsTest {
  @Test
  void referencesAreTakenApartAndPutTogether() {
    Language language = new Language("flakes");
    String reference = "\"github:NixOS/nixpkgs/23.05?dir=lib\"";
    assertEquals(
        "{ dir = \"lib\"; owner = \"NixOS\"; ref = \"23.05\"; repo = \"nixpkgs\"; type ="
            + " \"github\"; }",
        language.show("builtins.parseFlakeRef " + reference));
    assertEquals(
        reference,
        language.show("builtins.flakeRefToString (builtins.parseFlakeRef " + reference + ")"));
  }

  @Test
  void noKindNeedsTheFeature() {
    assertEquals(
        "{ type = \"tarball\"; url = \"https://example.org/x.tar.gz\"; }",
        eval("builtins.parseFlakeRef \"https://example.org/x.tar.gz\""));
    assertEquals(
        "{ id = \"nixpkgs\"; type = \"indirect\"; }", eval("builtins.parseFlakeRef \"nixpkgs\""));
    assertEquals(
        "\"path:/a\"", eval("builtins.flakeRefToString { type = \"path\"; path = \"/a\"; }"));
  }

  @Test
  void attributesHaveThreeTypes() {
    assertEquals(
        "negative value given for flake ref attr repo: -1",
        failure("builtins.flakeRefToString { repo = -1; }"));
    assertEquals(
        "flake reference attribute sets may only contain integers, Booleans, and strings, but"
            + " attribute 'x' is a list",
        failure("builtins.flakeRefToString { x = [ ]; }"));
  }
}
