package dev.firn.store.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.store.StoreException;
import dev.firn.store.path.StoreDir;
import org.junit.jupiter.api.Test;

class ProfileManifestTest {
  private static final String A = "/nix/store/" + "0".repeat(32) + "-hello-2.10";

  private static ProfileManifest parse(String text) {
    return ProfileManifest.parse(text.replace('\'', '"').replace("A:", A), StoreDir.DEFAULT);
  }

  private static String print(ProfileManifest manifest) {
    return manifest.print(StoreDir.DEFAULT).replace('"', '\'').replace(A, "A:");
  }

  @Test
  void whatIsReadIsWritten() {
    String text =
        "{'elements':{'x':{'active':false,'attrPath':'packages.x','originalUrl':'flake:nixpkgs','outputs':null"
            + ",'priority':7,'storePaths':['A:'],'url':'path:/x'}},'version':3}";
    assertEquals(text, print(parse(text)));
  }

  @Test
  void oldVersionsGetNames() {
    assertEquals(
        "{'elements':{'hello':{'active':true,'priority':5,'storePaths':['A:']}},'version':3}",
        print(parse("{'version':2,'elements':[{'active':true,'storePaths':['A:']}]}")));
    assertEquals(
        "{'elements':{'x':{'active':true,'attrPath':'a.x','originalUrl':'o','priority':5,"
            + "'storePaths':['A:'],'url':'u'}},'version':3}",
        print(
            parse(
                "{'version':1,'elements':[{'active':true,'attrPath':'a.x','storePaths':['A:'],"
                    + "'uri':'u','originalUri':'o'}]}")));
  }

  @Test
  void namesAreUnique() {
    String one = "{'active':true,'storePaths':['A:']}";
    assertEquals(
        "[hello, hello-1]",
        parse("{'version':2,'elements':[" + one + "," + one + "]}").packages().keySet().toString());
  }

  @Test
  void otherTextsAreRefused() {
    for (String text :
        new String[] {
          "",
          "[]",
          "{}",
          "{'version':4}",
          "{'version':3,'elements':{'x':1}}",
          "{'version':3,'elements':{'x':{'storePaths':['/x']}}}"
        }) {
      assertThrows(StoreException.class, () -> parse(text), text);
    }
  }
}
