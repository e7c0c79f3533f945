package dev.firn.realise.instantiate;

import dev.firn.base.hash.BadHashException;
import dev.firn.base.json.JsonEncodingException;
import dev.firn.lang.error.EvalError;
import dev.firn.store.StoreException;
import dev.firn.store.derivation.BadDerivationException;
import dev.firn.store.path.BadContentAddressException;
import dev.firn.store.path.BadStorePathException;
import java.io.IOException;

/** Makes errors of the language of those of the store. */
public final class StoreErrors {
  private StoreErrors() {}

  /**
   * The error of the language for a failure; an error of the language stays what it is.
   *
   * @throws RuntimeException the failure itself, if it is none that a program can cause
   */
  public static EvalError of(RuntimeException failure) {
    if (failure instanceof EvalError error) {
      return error;
    }
    if (failure instanceof BadStorePathException
        || failure instanceof BadDerivationException
        || failure instanceof BadHashException
        || failure instanceof BadContentAddressException
        || failure instanceof JsonEncodingException
        || failure instanceof StoreException) {
      return new EvalError(String.valueOf(failure.getMessage()));
    }
    throw failure;
  }

  /** The error of the language for files that cannot be read. */
  public static EvalError of(IOException failure) {
    return new EvalError(String.valueOf(failure.getMessage()));
  }
}
