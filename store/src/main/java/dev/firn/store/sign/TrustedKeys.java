package dev.firn.store.sign;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The keys whose signatures count. Of several with one name, the first does. */
public final class TrustedKeys {
  /** No keys: nothing is trusted because of a signature. */
  public static final TrustedKeys NONE = new TrustedKeys(Map.of());

  private final Map<String, PublicKey> keys;

  private TrustedKeys(Map<String, PublicKey> keys) {
    this.keys = keys;
  }

  /** Those keys. */
  public static TrustedKeys of(Collection<PublicKey> keys) {
    Map<String, PublicKey> byName = new HashMap<>();
    for (PublicKey key : keys) {
      byName.putIfAbsent(key.name(), key);
    }
    return new TrustedKeys(byName);
  }

  /**
   * Reads keys in the form {@code name:base64}.
   *
   * @throws BadKeyException if one has not that form
   */
  public static TrustedKeys parse(Collection<String> texts) {
    return of(texts.stream().map(PublicKey::parse).toList());
  }

  /** Whether one of the keys made one of the signatures of a byte string. Signatures without the right form do not count. */
  public boolean verify(String message, Collection<String> signatures) {
    for (String text : signatures) {
      if (verify(message, text)) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of the keys made that signature of a byte string. */
  public boolean verify(String message, String signature) {
    try {
      Signature parsed = Signature.parse(signature);
      PublicKey key = keys.get(parsed.keyName());
      return key != null && key.verifies(message, parsed);
    } catch (BadKeyException wrong) {
      return false;
    }
  }
}
