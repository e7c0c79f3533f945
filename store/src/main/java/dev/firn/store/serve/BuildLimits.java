package dev.firn.store.serve;

import dev.firn.store.StoreException;
import dev.firn.store.wire.WireReader;
import dev.firn.store.wire.WireWriter;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a client of {@code nix-store --serve} can set.
 *
 * @param maxSilentTime after how many seconds without output a build is given up; 0 for never
 * @param timeout after how many seconds a build is given up; 0 for never
 * @param maxLogSize how many bytes a build may print; 0 for any
 * @param keepFailed whether the directories of failed builds stay
 */
public record BuildLimits(long maxSilentTime, long timeout, long maxLogSize, boolean keepFailed) {
  /** No limits. */
  public static final BuildLimits NONE = new BuildLimits(0, 0, 0, false);

  private static final int WITH_LOG_SIZE = 2;
  private static final int WITH_REPEATS = 3;
  private static final int WITH_KEEP_FAILED = 7;

  void write(WireWriter writer, ServeProtocol protocol) throws IOException {
    writer.number(maxSilentTime);
    writer.number(timeout);
    if (protocol.since(WITH_LOG_SIZE)) {
      writer.number(maxLogSize);
    }
    if (protocol.since(WITH_REPEATS)) {
      writer.number(0); // builds are not repeated
      writer.bool(false);
    }
    if (protocol.since(WITH_KEEP_FAILED)) {
      writer.bool(keepFailed);
    }
  }

  static BuildLimits read(WireReader reader, ServeProtocol protocol) throws IOException {
    long silent = reader.number();
    long timeout = reader.number();
    long logSize = protocol.since(WITH_LOG_SIZE) ? reader.number() : 0;
    long repeats = 0;
    if (protocol.since(WITH_REPEATS)) {
      repeats = reader.number();
      reader.bool(); // whether builds must come out the same
    }
    boolean keep = protocol.since(WITH_KEEP_FAILED) && reader.bool();
    if (repeats != 0) {
      throw new StoreException(
          "client requested repeating builds, but this is not currently implemented");
    }
    return new BuildLimits(silent, timeout, logSize, keep);
  }

  /** The settings of a build: it is the client that has substitutes and keeps the log. */
  SortedMap<String, String> settings() {
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("max-silent-time", Long.toString(maxSilentTime));
    settings.put("timeout", Long.toString(timeout));
    settings.put("max-build-log-size", Long.toString(maxLogSize));
    settings.put("keep-failed", Boolean.toString(keepFailed));
    settings.put("keep-build-log", "false");
    settings.put("substitute", "false");
    return settings;
  }
}
