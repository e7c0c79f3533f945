package dev.firn.store.copy;

import dev.firn.store.StoreException;

/** The description of a path has no signature by a trusted key. */
public final class UntrustedPathException extends StoreException {
  private static final long serialVersionUID = 1;

  /** About that full path, with Nix's message. */
  UntrustedPathException(String path) {
    super("cannot add path '" + path + "' because it lacks a signature by a trusted key");
  }
}
