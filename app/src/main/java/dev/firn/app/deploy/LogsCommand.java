package dev.firn.app.deploy;

import dev.firn.app.command.DeployOptions;
import dev.firn.app.command.UsageException;
import dev.firn.deploy.apply.Outcome;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.driver.Driver;
import dev.firn.deploy.driver.DriverException;
import dev.firn.deploy.driver.LogLine;
import dev.firn.deploy.driver.LogQuery;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** {@code firn logs}: the logs of several components as one. */
final class LogsCommand {
  /** When nothing more came for so long, what has piled up before following is all there. */
  private static final int QUIET_MS = 100;

  private final DeployCall call;
  private final String deployment;
  private final SortedMap<ComponentPath, Component> components = new TreeMap<>();
  private final @Nullable Pattern wanted;
  private final BlockingQueue<Entry> entries = new LinkedBlockingQueue<>();

  /** A line, and whose it is. */
  private record Entry(Component component, LogLine line, Instant at) {}

  private LogsCommand(DeployCall call) {
    this.call = call;
    this.deployment = Selection.name(call, null);
    SortedMap<ComponentPath, Component> known = Components.known(call.state(deployment));
    if (call.line().operands().isEmpty()) {
      components.putAll(known);
    }
    for (String name : call.line().operands()) {
      Components.named(known, name).forEach(each -> components.put(each.path(), each));
    }
    this.wanted = pattern(call.line().value(DeployOptions.GREP));
  }

  private static @Nullable Pattern pattern(@Nullable String text) {
    try {
      return text == null ? null : Pattern.compile(text);
    } catch (PatternSyntaxException wrong) {
      throw new UsageException("'" + text + "' is no regular expression: " + wrong.getMessage());
    }
  }

  static int run(DeployCall call) {
    LogsCommand command = new LogsCommand(call);
    try {
      return command.run();
    } catch (InterruptedException given) {
      return Outcome.INTERRUPTED.exitStatus();
    }
  }

  private int run() throws InterruptedException {
    boolean follow = call.line().has(DeployOptions.FOLLOW);
    LogQuery query =
        new LogQuery(
            since(call.line().value(DeployOptions.SINCE)),
            call.number(DeployOptions.TAIL, 0, -1),
            follow);
    LogPrinter printer = new LogPrinter(call, components.keySet());
    if (follow) {
      follow(query, printer);
    }
    for (Component component : components.values()) {
      read(component, query);
    }
    print(drained(), printer);
    return 0;
  }

  /** What is there is merged; what comes later is printed as it comes, until a signal ends it. */
  private void follow(LogQuery query, LogPrinter printer) throws InterruptedException {
    Thread printing = Thread.currentThread();
    try (Signals _ = Signals.hear(printing::interrupt)) {
      for (Component component : components.values()) {
        Thread.ofPlatform().daemon().start(() -> readOn(component, query));
      }
      List<Entry> early = new ArrayList<>();
      for (Entry next = poll(); next != null; next = poll()) {
        early.add(next);
      }
      print(early, printer);
      while (true) {
        print(List.of(entries.take()), printer);
      }
    }
  }

  private @Nullable Entry poll() throws InterruptedException {
    return entries.poll(QUIET_MS, TimeUnit.MILLISECONDS);
  }

  private void readOn(Component component, LogQuery query) {
    try {
      read(component, query);
    } catch (InterruptedException _) {
      // Nobody wants to know more.
    }
  }

  /** A line without a time belongs to the one before it. */
  private void read(Component component, LogQuery query) throws InterruptedException {
    Driver driver = call.door().drivers().at(component.place());
    Instant[] last = {Instant.EPOCH};
    try {
      driver.readLog(
          deployment,
          component,
          query,
          line -> {
            last[0] = line.at() == null ? last[0] : line.at();
            if (wanted == null || wanted.matcher(line.text()).find()) {
              entries.add(new Entry(component, line, last[0]));
            }
          });
    } catch (DriverException failed) {
      call.surroundings().messages().warn(component.path() + ": " + failed.getMessage());
    }
  }

  private List<Entry> drained() {
    List<Entry> all = new ArrayList<>();
    entries.drainTo(all);
    return all;
  }

  /** Many components have no log, and no place in the layout. */
  private static void print(List<Entry> some, LogPrinter printer) {
    some.forEach(entry -> printer.makeRoom(entry.component().path()));
    some.stream()
        .sorted(Comparator.comparing(Entry::at))
        .forEach(entry -> printer.print(entry.component().path(), entry.line()));
    printer.flush();
  }

  private static @Nullable Instant since(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Instant.now().minus(Duration.parse(duration(text)));
    } catch (DateTimeException noAge) {
      try {
        return Instant.parse(text);
      } catch (DateTimeException noTime) {
        throw new UsageException(
            "'--since' takes 10m, 2h, 3d or a time such as 2026-05-01T12:00:00Z, not '"
                + text
                + "'");
      }
    }
  }

  private static String duration(String text) {
    return text.endsWith("d") ? "P" + text : "PT" + text;
  }
}
