package dev.firn.app.eval;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.EvalOptions;
import dev.firn.app.console.Surroundings;
import dev.firn.app.recall.NotHere;
import dev.firn.app.settings.Environment;
import dev.firn.base.json.Json;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import dev.firn.lang.syntax.Position;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Source;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Counters;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation took, as JSON with the fields of Nix's {@code NIX_SHOW_STATS}. Where our machine is another than Nix's, a field has
 * what comes nearest:
 *
 * <ul>
 *   <li>The same for the same program: {@code nrFunctionCalls}, {@code nrPrimOpCalls}, {@code nrLookups}, {@code nrOpUpdates},
 *       {@code nrOpUpdateValuesCopied}, {@code list.concats}, {@code list.elements}, and how often each function, builtin and attribute
 *       was used. (Sorts compare as often as those of Nix 2.36; 2.8 has others.)
 *   <li>Of ours: {@code nrThunks} has calls that wait too, as those that {@code map} makes, and {@code nrAvoided} only what was at hand;
 *       {@code envs} has one scope for {@code a: b: ...} and one more for
 *       {@code inherit (x)}; {@code values} (with thunks), {@code sets} and {@code symbols} have what Firn makes
 *       for itself.
 *   <li>{@code sizes} and {@code bytes} are those of objects with references of four bytes, without the headers of arrays; {@code Attr} is
 *       the value alone, because sets share their names.
 *   <li>{@code cpuTime} is the processor time of the whole process, with the compilers and the collector of the JVM; {@code gc} is the JVM's.
 * </ul>
 */
final class Statistics {
  private static final int REFERENCE = 4;

  /** An object with a header of twelve bytes and two or three fields. */
  private static final int SMALL_OBJECT = 24;

  private Statistics() {}

  /**
   * Begins to count, if the user wants it.
   *
   * @return whether that is so
   * @throws NotHere in a process that evaluates for many: nobody could tell what one of them took
   */
  static boolean begin(CommandLine line, Surroundings surroundings) {
    Environment environment = surroundings.environment();
    if (!line.has(EvalOptions.STATS) && !isOn(environment, "NIX_SHOW_STATS")) {
      return false;
    }
    if (surroundings.recall() != null) {
      throw new NotHere();
    }
    System.setProperty(Counters.PROPERTY, "true");
    return true;
  }

  private static boolean isOn(Environment environment, String name) {
    String value = environment.get(name);
    return value != null && !value.equals("0");
  }

  /** Prints what was counted, to the file that {@code NIX_SHOW_STATS_PATH} names or as a message. */
  static void print(Surroundings surroundings, Positions positions) {
    Environment environment = surroundings.environment();
    Map<String, Json> all = collect();
    if (isOn(environment, "NIX_COUNT_CALLS")) {
      addCalls(all, positions);
    }
    String text = Json.object(all).printIndented(2);
    String path = environment.get("NIX_SHOW_STATS_PATH");
    if (path == null || path.equals("-")) {
      surroundings.messages().say(text);
      return;
    }
    String file = path.startsWith("/") ? path : surroundings.directory() + "/" + path;
    try {
      Files.write(BytePaths.of(file), Latin1.bytes(text + "\n"));
    } catch (IOException failed) {
      surroundings.messages().warn("cannot write the statistics to '" + file + "'");
    }
  }

  private static Map<String, Json> collect() {
    Duration time = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    double seconds = time.toMillis() / 1e3;
    Map<String, Json> all = new TreeMap<>();
    all.put("cpuTime", new Json.Num(seconds));
    all.put("envs", sized(Counters.scopes, SMALL_OBJECT, "elements", Counters.slots));
    all.put(
        "list",
        object(
            "elements",
            Counters.listElements,
            "bytes",
            REFERENCE * Counters.listElements,
            "concats",
            Counters.concatenations));
    all.put("values", object("number", Counters.values, "bytes", SMALL_OBJECT * Counters.values));
    all.put("symbols", object("number", Symbol.count(), "bytes", Symbol.totalLength()));
    all.put("sets", sized(Counters.sets, SMALL_OBJECT, "elements", Counters.attributes));
    all.put(
        "sizes",
        object(
            "Env",
            SMALL_OBJECT,
            "Value",
            SMALL_OBJECT,
            "Bindings",
            SMALL_OBJECT,
            "Attr",
            REFERENCE));
    number(all, "nrExprs", Counters.expressions);
    number(all, "nrOpUpdates", Counters.updates);
    number(all, "nrOpUpdateValuesCopied", Counters.copiedByUpdates);
    number(all, "nrThunks", Counters.thunks);
    number(all, "nrAvoided", Counters.avoidedThunks);
    number(all, "nrLookups", Counters.lookups);
    number(all, "nrPrimOpCalls", Counters.builtinCalls);
    number(all, "nrFunctionCalls", Counters.functionCalls);
    addCollections(all, seconds);
    return all;
  }

  private static void number(Map<String, Json> all, String name, long value) {
    all.put(name, new Json.Int(value));
  }

  private static Json sized(long number, int size, String parts, long count) {
    return object("number", number, "bytes", size * number + REFERENCE * count, parts, count);
  }

  /** An object of names and numbers in turn. */
  private static Json object(Object... members) {
    Map<String, Json> all = new TreeMap<>();
    for (int i = 0; i < members.length; i += 2) {
      number(all, (String) members[i], ((Number) members[i + 1]).longValue());
    }
    return Json.object(all);
  }

  private static void addCollections(Map<String, Json> all, double cpuSeconds) {
    long milliseconds = 0;
    long cycles = 0;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      milliseconds += collector.getCollectionTime();
      cycles += collector.getCollectionCount();
    }
    double seconds = milliseconds / 1e3;
    all.put(
        "time",
        Json.object(
            Map.of(
                "cpu",
                new Json.Num(cpuSeconds),
                "gc",
                new Json.Num(seconds),
                "gcFraction",
                new Json.Num(seconds / Math.max(cpuSeconds, 0.01)))));
    all.put(
        "gc",
        object(
            "heapSize",
            Runtime.getRuntime().totalMemory(),
            "totalBytes",
            allocated(),
            "cycles",
            cycles));
  }

  private static long allocated() {
    return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
        ? threads.getTotalThreadAllocatedBytes()
        : 0;
  }

  private static void addCalls(Map<String, Json> all, Positions positions) {
    Map<String, Json> builtins = new TreeMap<>();
    Counters.BY_BUILTIN.forEach((name, count) -> builtins.put(name, new Json.Int(count)));
    all.put("primops", Json.object(builtins));
    List<Json> functions = new ArrayList<>();
    Counters.BY_FUNCTION.forEach((function, count) -> {
      Map<String, Json> entry = place(function.position(), count, positions);
      Symbol name = function.name();
      entry.put("name", name == null ? new Json.Null() : new Json.Str(name.name()));
      functions.add(Json.object(entry));
    });
    all.put("functions", new Json.Array(functions));
    List<Json> attributes = new ArrayList<>();
    Counters.BY_ATTRIBUTE.forEach(
        (written, count) -> attributes.add(Json.object(place(written, count, positions))));
    all.put("attributes", new Json.Array(attributes));
  }

  private static Map<String, Json> place(int position, long count, Positions positions) {
    Map<String, Json> entry = new TreeMap<>();
    entry.put("count", new Json.Int(count));
    @Nullable Position place = positions.resolve(position);
    if (place != null) {
      if (place.source().kind() == Source.Kind.FILE) {
        entry.put("file", new Json.Str(place.source().path()));
      }
      number(entry, "line", place.line());
      number(entry, "column", place.column());
    }
    return entry;
  }
}
