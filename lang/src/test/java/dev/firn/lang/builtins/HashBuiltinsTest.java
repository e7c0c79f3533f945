package dev.firn.lang.builtins;

import static dev.firn.lang.builtins.Language.eval;
import static dev.firn.lang.builtins.Language.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class HashBuiltinsTest {
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @Test
  void stringsAreHashed() {
    assertEquals('"' + EMPTY + '"', eval("builtins.hashString \"sha256\" \"\""));
    assertEquals("\"d41d8cd98f00b204e9800998ecf8427e\"", eval("builtins.hashString \"md5\" \"\""));
    assertEquals(
        "unknown hash algorithm 'foo', expect 'blake3', 'md5', 'sha1', 'sha256', or 'sha512'",
        failure("builtins.hashString \"foo\" \"\""));
  }

  @Test
  void blake3NeedsAFeature() {
    assertEquals(
        "experimental Nix feature 'blake3-hashes' is disabled; add '--extra-experimental-features"
            + " blake3-hashes' to enable it",
        failure("builtins.hashString \"blake3\" \"\""));
    assertEquals(
        "\"af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262\"",
        new Language("blake3-hashes").show("builtins.hashString \"blake3\" \"\""));
  }

  @Test
  void formsAreConverted() {
    String convert =
        "format: builtins.convertHash { hash = \""
            + EMPTY
            + "\"; hashAlgo = \"sha256\"; toHashFormat = format; }";
    assertEquals(
        "[ \""
            + EMPTY
            + "\" \"0mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73\""
            + " \"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\""
            + " \"sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\" ]",
        eval("map (" + convert + ") [ \"base16\" \"nix32\" \"base64\" \"sri\" ]"));
    assertEquals(
        "hash 'x' does not include a type, nor is the type otherwise known from context",
        failure("builtins.convertHash { hash = \"x\"; toHashFormat = \"sri\"; }"));
  }

  @Test
  void theOldNameOfAFormIsWarnedAbout() {
    Language language = new Language();
    language.show(
        "builtins.convertHash { hash = \"sha256:" + EMPTY + "\"; toHashFormat = \"base32\"; }");
    assertEquals(
        List.of("warning: \"base32\" is a deprecated alias for hash format \"nix32\"."),
        language.messages());
  }
}
