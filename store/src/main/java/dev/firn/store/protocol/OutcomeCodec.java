package dev.firn.store.protocol;

import dev.firn.store.Realisation;
import dev.firn.store.path.StorePath;
import dev.firn.store.wire.WireException;
import dev.firn.store.wire.WireReader;
import dev.firn.store.wire.WireWriter;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What came of building, as protocols encode it.
 *
 * @param times whether the other side knows of times and repeated builds
 * @param processorTimes whether it knows of processor times
 * @param outputs how it is told what the outputs are
 */
public record OutcomeCodec(boolean times, boolean processorTimes, Outputs outputs) {
  /** How it is told what the outputs are. */
  public enum Outputs {
    /** Not at all. */
    NONE,
    /** As JSON, by a hash of the derivation and the name of the output. */
    JSON,
    /** By the name of the output. */
    NAMED
  }

  /** Writes an outcome. */
  public void write(WireWriter writer, BuildResult outcome) throws IOException {
    writer.number(outcome.status().code());
    writer.string(outcome.message());
    if (times) {
      writer.number(outcome.times());
      writer.bool(outcome.nonDeterministic());
      writer.number(outcome.startTime());
      writer.number(outcome.stopTime());
    }
    if (processorTimes) {
      writeTime(writer, outcome.userTime());
      writeTime(writer, outcome.systemTime());
    }
    if (outputs == Outputs.JSON) {
      SortedMap<String, String> texts = new TreeMap<>();
      for (Realisation realisation : outcome.outputs().values()) {
        texts.put(RealisationCodec.id(realisation), RealisationCodec.print(realisation));
      }
      writer.map(texts);
    } else if (outputs == Outputs.NAMED) {
      writer.number(outcome.outputs().size());
      for (Map.Entry<String, Realisation> output : outcome.outputs().entrySet()) {
        writer.string(output.getKey());
        writer.path(output.getValue().path());
        writer.strings(output.getValue().signatures());
      }
    }
  }

  /** Protocols count microseconds. */
  private static void writeTime(WireWriter writer, @Nullable Duration time) throws IOException {
    writer.bool(time != null);
    if (time != null) {
      writer.number(TimeUnit.MICROSECONDS.convert(time));
    }
  }

  /**
   * Reads an outcome.
   *
   * @param derivation the path of the derivation, which stands for it where the other side does not say it; null if nothing was built
   */
  public BuildResult read(WireReader reader, @Nullable StorePath derivation) throws IOException {
    long code = reader.number();
    BuildStatus status = BuildStatus.of(code);
    if (status == null) {
      throw new WireException("unknown build status " + code);
    }
    String message = reader.string();
    long built = times ? reader.number() : 0;
    boolean nonDeterministic = times && reader.bool();
    long start = times ? reader.number() : 0;
    long stop = times ? reader.number() : 0;
    Duration user = processorTimes ? readTime(reader) : null;
    Duration system = processorTimes ? readTime(reader) : null;
    SortedMap<String, Realisation> results = readOutputs(reader, derivation);
    return new BuildResult(
        status, message, results, built, nonDeterministic, start, stop, user, system);
  }

  private static @Nullable Duration readTime(WireReader reader) throws IOException {
    return reader.bool() ? Duration.of(reader.number(), ChronoUnit.MICROS) : null;
  }

  private SortedMap<String, Realisation> readOutputs(
      WireReader reader, @Nullable StorePath derivation) throws IOException {
    SortedMap<String, Realisation> all = new TreeMap<>();
    if (outputs == Outputs.JSON) {
      for (String text : reader.map().values()) {
        Realisation realisation = RealisationCodec.parse(text);
        all.put(realisation.output(), realisation);
      }
    } else if (outputs == Outputs.NAMED) {
      String name = derivation == null ? "" : derivation.baseName();
      for (long left = reader.count(); left > 0; left--) {
        String output = reader.string();
        StorePath path = reader.path();
        all.put(output, new Realisation(name, output, path, new TreeSet<>(reader.strings())));
      }
    }
    return all;
  }
}
