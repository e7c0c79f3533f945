package dev.firn.store.protocol;

import dev.firn.base.hash.BadHashException;
import dev.firn.base.json.JsonParseException;
import dev.firn.store.derivation.BadDerivationException;
import dev.firn.store.path.BadContentAddressException;
import dev.firn.store.path.BadStorePathException;
import dev.firn.store.wire.WireException;
import org.jspecify.annotations.Nullable;

/** Turns what parsers throw at texts that came over a connection into one exception. */
final class Malformed {
  /** Reads something out of texts. */
  @FunctionalInterface
  interface Parser<T extends @Nullable Object> {
    T parse() throws WireException;
  }

  private Malformed() {}

  /** Gives what a parser gives. */
  static <T extends @Nullable Object> T refuse(Parser<T> parser) throws WireException {
    try {
      return parser.parse();
    } catch (BadHashException
        | BadStorePathException
        | BadContentAddressException
        | BadDerivationException
        | JsonParseException bad) {
      throw new WireException(String.valueOf(bad.getMessage()));
    }
  }
}
