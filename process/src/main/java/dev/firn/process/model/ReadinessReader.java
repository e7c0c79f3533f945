package dev.firn.process.model;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.Probe;
import dev.firn.lang.value.Attrs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads {@code readiness}: one question, and how often and how long it is asked. */
final class ReadinessReader {
  /** The kind of a process that says itself when it is ready. */
  static final String NOTIFY = "notify";

  private static final List<String> KINDS =
      List.of("command", "http", "log", NOTIFY, "pidFile", "tcp");
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Fields fields;

  private ReadinessReader(Fields fields) {
    this.fields = fields;
  }

  /** The probe that the attributes describe; null if there are none. */
  static @Nullable Probe read(@Nullable Fields fields) {
    return fields == null ? null : new ReadinessReader(fields).probe();
  }

  private Probe probe() {
    List<String> known = new ArrayList<>(KINDS);
    known.addAll(List.of("interval", "timeout", "threshold"));
    fields.only(known, "parameter");
    List<String> asked = KINDS.stream().filter(fields::has).toList();
    if (asked.size() != 1) {
      String first = fields.names().isEmpty() ? "" : fields.names().getFirst();
      throw fields.wrong(first, "is not enough: readiness asks one of " + String.join(", ", KINDS));
    }
    Duration interval = fields.duration("interval");
    Duration timeout = fields.duration("timeout");
    Long threshold = fields.integer("threshold");
    return new Probe(
        asked.getFirst(),
        arguments(asked.getFirst()),
        interval == null ? INTERVAL : interval,
        timeout == null ? TIMEOUT : timeout,
        threshold == null ? 1 : Math.toIntExact(threshold));
  }

  private SortedMap<String, Json> arguments(String kind) {
    SortedMap<String, Json> arguments = new TreeMap<>();
    switch (kind) {
      case "tcp" -> tcp(arguments);
      case "http" -> http(Objects.requireNonNull(fields.fields("http")), arguments);
      case "command" ->
          arguments.put("command", strings(Objects.requireNonNull(fields.texts("command"))));
      case "log" -> arguments.put("pattern", new Json.Str(fields.required("log")));
      case "pidFile" -> arguments.put("file", new Json.Str(fields.required("pidFile")));
      default -> fields.flag(NOTIFY, true);
    }
    return arguments;
  }

  private static Json strings(List<String> texts) {
    return new Json.Array(texts.stream().map(text -> (Json) new Json.Str(text)).toList());
  }

  /** A port, or a set with one. */
  private void tcp(SortedMap<String, Json> arguments) {
    Fields set = fields.value("tcp") instanceof Attrs ? fields.fields("tcp") : null;
    if (set == null) {
      arguments.put("port", port(fields, "tcp"));
      return;
    }
    set.only(List.of("host", "port", "socket"), "parameter");
    if (set.has("socket")) {
      arguments.put("socket", new Json.Str(set.required("socket")));
      return;
    }
    arguments.put("port", port(set, "port"));
    put(arguments, "host", set.text("host"));
  }

  private static Json port(Fields fields, String name) {
    Long port = fields.integer(name);
    if (port == null || port < 1 || port > 65535) {
      throw fields.wrong(name, "must be a port from 1 to 65535");
    }
    return new Json.Int(port);
  }

  private static void http(Fields http, SortedMap<String, Json> arguments) {
    http.only(List.of("body", "headers", "status", "url"), "parameter");
    arguments.put("url", new Json.Str(http.required("url")));
    put(arguments, "body", http.text("body"));
    Long status = http.integer("status");
    if (status != null) {
      arguments.put("status", new Json.Int(status));
    }
    SortedMap<String, Json> headers = new TreeMap<>();
    http.textMap("headers").forEach((name, text) -> headers.put(name, new Json.Str(text)));
    if (!headers.isEmpty()) {
      arguments.put("headers", Json.object(headers));
    }
  }

  private static void put(SortedMap<String, Json> arguments, String name, @Nullable String text) {
    if (text != null) {
      arguments.put(name, new Json.Str(text));
    }
  }
}
