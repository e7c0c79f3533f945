package dev.firn.store.daemon;

import dev.firn.base.activity.Level;
import dev.firn.store.protocol.ClientSettings;
import dev.firn.store.wire.WireReader;
import dev.firn.store.wire.WireWriter;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a client tells a daemon about how to work. */
final class SettingsCodec {
  private static final Level[] LEVELS = Level.values();

  private SettingsCodec() {}

  /** The level that a number stands for. */
  static Level level(long code) {
    return LEVELS[Math.clamp(code, 0, LEVELS.length - 1)];
  }

  static void write(WireWriter writer, ClientSettings settings, Protocol protocol)
      throws IOException {
    writer.bool(settings.keepFailed());
    writer.bool(settings.keepGoing());
    writer.bool(settings.fallback());
    writer.number(settings.verbosity().ordinal());
    writer.number(settings.maxJobs());
    writer.number(settings.maxSilentTime());
    writer.bool(true); // that other programs may build
    writer.number((settings.verboseBuild() ? Level.ERROR : Level.VOMIT).ordinal());
    writer.number(0); // a kind of log
    writer.number(0); // whether to print a trace of the build
    writer.number(settings.cores());
    writer.bool(settings.substitute());
    if (protocol.since(12)) {
      writer.map(settings.overrides());
    }
  }

  static ClientSettings read(WireReader reader, Protocol protocol) throws IOException {
    boolean keepFailed = reader.bool();
    boolean keepGoing = reader.bool();
    boolean fallback = reader.bool();
    Level verbosity = level(reader.number());
    long maxJobs = reader.number();
    long maxSilentTime = reader.number();
    reader.number(); // whether other programs may build
    boolean verboseBuild = reader.number() == Level.ERROR.ordinal();
    reader.number(); // a kind of log
    reader.number(); // whether to print a trace of the build
    long cores = reader.number();
    boolean substitute = reader.bool();
    SortedMap<String, String> overrides = protocol.since(12) ? reader.map() : new TreeMap<>();
    return new ClientSettings(
        keepFailed,
        keepGoing,
        fallback,
        verbosity,
        maxJobs,
        maxSilentTime,
        verboseBuild,
        cores,
        substitute,
        overrides);
  }
}
