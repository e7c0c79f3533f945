package dev.firn.store.cacheserver;

import dev.firn.store.compress.Compressor;
import dev.firn.store.path.StorePath;
import dev.firn.store.sign.SecretKey;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a store is served.
 *
 * @param compressor how archives are compressed while they are sent; only what is not compressed has a known length and can be had in parts
 * @param keys what descriptions are signed with
 * @param priority what clients are told about the order in which to ask caches; lower is first
 * @param logs what builds printed
 */
public record ServerOptions(
    Compressor compressor, List<SecretKey> keys, int priority, LogSource logs) {
  /** Knows what builds printed. */
  @FunctionalInterface
  public interface LogSource {
    /** Knows nothing. */
    LogSource NONE = derivation -> null;

    /** What the build of a derivation printed; null if nobody here knows. The caller closes it. */
    @Nullable InputStream open(StorePath derivation) throws IOException;
  }
}
