package dev.firn.store.sign;

import dev.firn.base.text.Latin1;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;

/** The signature algorithm (RFC 8032), between the raw bytes that Nix's files hold and the keys of the JDK. */
final class Ed25519 {
  static final int PUBLIC_SIZE = 32;
  static final int SEED_SIZE = 32;

  private static final String NAME = "Ed25519";

  private Ed25519() {}

  /** A new key: 32 secret bytes, then 32 public ones. */
  static byte[] generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(NAME).generateKeyPair();
      byte[] bytes = new byte[SEED_SIZE + PUBLIC_SIZE];
      byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
      System.arraycopy(seed, 0, bytes, 0, SEED_SIZE);
      encode(((EdECPublicKey) pair.getPublic()).getPoint(), bytes, SEED_SIZE);
      return bytes;
    } catch (GeneralSecurityException failed) {
      throw missing(failed);
    }
  }

  /** Signs a byte string. */
  static byte[] sign(byte[] seed, String message) {
    try {
      PrivateKey key =
          KeyFactory.getInstance(NAME)
              .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
      Signature signature = Signature.getInstance(NAME);
      signature.initSign(key);
      signature.update(Latin1.bytes(message));
      return signature.sign();
    } catch (GeneralSecurityException failed) {
      throw missing(failed);
    }
  }

  /** Whether a signature of a byte string is right. One that no key could have made is wrong. */
  static boolean verify(byte[] publicKey, String message, byte[] signed) {
    try {
      java.security.PublicKey key =
          KeyFactory.getInstance(NAME)
              .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, decode(publicKey)));
      Signature signature = Signature.getInstance(NAME);
      signature.initVerify(key);
      signature.update(Latin1.bytes(message));
      return signature.verify(signed);
    } catch (InvalidKeySpecException | InvalidKeyException | SignatureException wrong) {
      return false;
    } catch (GeneralSecurityException failed) {
      throw missing(failed);
    }
  }

  /** A point is its y coordinate in little-endian order; the highest bit tells whether x is odd. */
  private static EdECPoint decode(byte[] bytes) {
    byte[] bigEndian = new byte[PUBLIC_SIZE];
    for (int i = 0; i < PUBLIC_SIZE; i++) {
      bigEndian[i] = bytes[PUBLIC_SIZE - 1 - i];
    }
    boolean odd = bigEndian[0] < 0;
    bigEndian[0] &= 0x7f;
    return new EdECPoint(odd, new BigInteger(1, bigEndian));
  }

  private static void encode(EdECPoint point, byte[] target, int offset) {
    byte[] bigEndian = point.getY().toByteArray();
    for (int i = 0; i < bigEndian.length && i < PUBLIC_SIZE; i++) {
      target[offset + i] = bigEndian[bigEndian.length - 1 - i];
    }
    if (point.isXOdd()) {
      target[offset + PUBLIC_SIZE - 1] |= (byte) 0x80;
    }
  }

  private static IllegalStateException missing(GeneralSecurityException failed) {
    return new IllegalStateException("this JDK has no " + NAME, failed);
  }
}
