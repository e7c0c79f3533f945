package dev.firn.store;

import dev.firn.store.path.StoreDir;
import dev.firn.store.sign.TrustedKeys;

/**
 * Which paths may come in from elsewhere.
 *
 * @param required whether each must follow from its content or be signed
 * @param keys whose signatures count
 */
public record SignaturePolicy(boolean required, TrustedKeys keys) {
  /** Everything may come in. */
  public static final SignaturePolicy NONE = new SignaturePolicy(false, TrustedKeys.NONE);

  /**
   * Checks a path. Hash and size must be those of the content: what is signed is what they tell.
   *
   * @throws StoreException with Nix's message, if it may not come in
   */
  public void check(PathInfo info, StoreDir dir) {
    if (required && !info.isTrusted(dir, keys)) {
      throw new StoreException(
          "cannot add path '"
              + dir.print(info.path())
              + "' because it lacks a signature by a trusted key");
    }
  }

  /**
   * Checks what an output of a derivation is said to be.
   *
   * @throws StoreException with Nix's message, if it may not come in
   */
  public void check(Realisation realisation) {
    if (required && !keys.verify(realisation.fingerprint(), realisation.signatures())) {
      throw new StoreException(
          "cannot register realisation '"
              + realisation.path().baseName()
              + "' because it lacks a signature by a trusted key");
    }
  }
}
