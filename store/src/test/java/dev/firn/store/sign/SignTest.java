package dev.firn.store.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SignTest {
  /** A throw-away key, with a signature that libsodium made. */
  private static final String SECRET =
      "test-1:CqBj35iQp6tWQqMNwYLg85q6APjExIdGftReSA0XTlUMr6JM8FyWPwK+qoJR3KpSNWhUDiPk6iWn0Q+kzSqsPQ==";

  private static final String PUBLIC = "test-1:DK+iTPBclj8CvqqCUdyqUjVoVA4j5Oolp9EPpM0qrD0=";
  private static final String MESSAGE =
      "1;/nix/store/5bycwvpqqby32apv2s33daa0qdhdp5mf-bld-env1;"
          + "sha256:17m97dlqfbx78n4vw2w9w7q9a0yh6hlsc2xab6hhn91izd20xrj8;840;"
          + "/nix/store/5bycwvpqqby32apv2s33daa0qdhdp5mf-bld-env1,"
          + "/nix/store/7ndr3px5ixdincy7rjxvkinvl2y0paj3-bld,"
          + "/nix/store/kgblbhrbrvadslxl5x5drs7k6k375mg9-bld-dev";
  private static final String SIGNATURE =
      "test-1:5SdlMFaKxBDXBzrX/OtNxRo6PrFF8S4ZV7CVnpiMg6baVmfpnBZ/Yidw91ZJOu36o8VFJbPjUAlNjCuN59h9DQ==";

  @Test
  void aKnownKeySignsAsItDid() {
    SecretKey key = SecretKey.parse(SECRET + "\n");
    assertEquals(SECRET, key.secretText());
    assertEquals(PUBLIC, key.publicKey().text());
    assertEquals(SIGNATURE, key.sign(MESSAGE).text());
    assertEquals("test-1", key.toString());
  }

  @Test
  void newKeysVerifyTheirSignatures() {
    for (int i = 0; i < 20; i++) {
      SecretKey key = SecretKey.parse(SecretKey.generate("k").secretText());
      Signature signature = Signature.parse(key.sign("message " + i).text());
      assertTrue(key.publicKey().verifies("message " + i, signature));
      assertFalse(key.publicKey().verifies("message", signature));
    }
  }

  @Test
  void everyChangedBitIsSeen() {
    TrustedKeys keys = TrustedKeys.parse(List.of(PUBLIC));
    assertTrue(keys.verify(MESSAGE, List.of("other:AAAA", SIGNATURE)));
    for (int at = 0; at < MESSAGE.length(); at++) {
      char changed = (char) (MESSAGE.charAt(at) ^ 1);
      assertFalse(
          keys.verify(MESSAGE.substring(0, at) + changed + MESSAGE.substring(at + 1), SIGNATURE));
    }
    byte[] bytes = Signature.parse(SIGNATURE).bytes();
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertFalse(keys.verify(MESSAGE, new Signature("test-1", changed).text()));
    }
  }

  @Test
  void onlyKeysOfTheNameCount() {
    assertFalse(TrustedKeys.NONE.verify(MESSAGE, List.of(SIGNATURE)));
    String renamed = PUBLIC.replace("test-1", "test-2");
    assertFalse(TrustedKeys.parse(List.of(renamed)).verify(MESSAGE, List.of(SIGNATURE)));
    assertTrue(
        TrustedKeys.parse(List.of(renamed))
            .verify(MESSAGE, List.of(SIGNATURE.replace("test-1", "test-2"))));
  }

  @Test
  void wrongFormsAreRefused() {
    for (String wrong : List.of("", "x", ":AAAA", "x:", "x:!", PUBLIC.substring(0, 30))) {
      assertThrows(BadKeyException.class, () -> PublicKey.parse(wrong));
      assertThrows(BadKeyException.class, () -> SecretKey.parse(wrong));
      assertFalse(TrustedKeys.parse(List.of(PUBLIC)).verify(MESSAGE, wrong));
    }
    assertThrows(BadKeyException.class, () -> SecretKey.parse(PUBLIC));
    assertThrows(BadKeyException.class, () -> Signature.parse("x"));
  }

  @Test
  void keysThatAreNoPointsVerifyNothing() {
    PublicKey beyond = new PublicKey("test-1", new byte[32]);
    byte[] ones = new byte[32];
    java.util.Arrays.fill(ones, (byte) -1);
    assertFalse(beyond.verifies(MESSAGE, Signature.parse(SIGNATURE)));
    assertFalse(new PublicKey("test-1", ones).verifies(MESSAGE, Signature.parse(SIGNATURE)));
  }
}
