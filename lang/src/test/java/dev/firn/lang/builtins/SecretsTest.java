package dev.firn.lang.builtins;

import static dev.firn.lang.builtins.Language.eval;
import static dev.firn.lang.builtins.Language.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private static final String SHOWN = "«secret 'db'»";

  @Test
  void nothingDiscardsThem() {
    String all =
        "let s = \"pw ${secret \"db\"}\"; in map builtins.hasContext (["
            + " (builtins.unsafeDiscardStringContext s) (builtins.substring 0 1 s)"
            + " (builtins.replaceStrings [ \"p\" ] [ \"q\" ] s) (baseNameOf s)"
            + " (builtins.concatStringsSep s [ \"a\" \"b\" ]) ] ++ builtins.match \"(..)(.*)\" s ++"
            + " builtins.filter builtins.isString (builtins.split \" \" s))";
    assertEquals("[ true true true true true true true true true ]", eval(all));
  }

  @Test
  void peopleSeeNamesOnly() {
    assertEquals(SHOWN, eval("\"pw ${secret \"db\"}\""));
    assertEquals(SHOWN, failure("throw \"pw ${secret \"db\"}\""));
    assertEquals(
        "cannot coerce a list to a string: [ " + SHOWN + " ]",
        failure("let l = [ (secret \"db\") ]; in builtins.deepSeq l \"${l}\""));
    Language language = new Language();
    language.show(
        "builtins.trace (secret \"db\") (builtins.trace [ (secret \"db\") ] (builtins.warn (secret"
            + " \"db\") 1))");
    assertEquals(
        List.of("trace: " + SHOWN, "trace: [ «thunk» ]", "evaluation warning: " + SHOWN),
        language.messages());
  }

  @Test
  void otherFormsRefuseThem() {
    assertEquals(
        "the secret 'db' cannot be a part of JSON",
        failure("builtins.toJSON { a = secret \"db\"; }"));
    assertEquals(
        "the secret 'db' cannot be a part of XML", failure("builtins.toXML [ (secret \"db\") ]"));
    assertEquals(
        "the secret 'db' cannot be a part of a hash",
        failure("builtins.hashString \"md5\" (secret \"db\")"));
    assertEquals(
        "the string '" + SHOWN + "' is not allowed to mention a secret",
        failure("{ ${secret \"db\"} = 1; }"));
  }
}
