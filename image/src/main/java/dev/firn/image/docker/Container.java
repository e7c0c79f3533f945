package dev.firn.image.docker;

import dev.firn.base.json.Json;
import dev.firn.deploy.driver.Health;
import dev.firn.process.manager.Mark;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A container as an engine shows it.
 *
 * @param name without the slash that engines write before it
 * @param image the name of its image
 * @param mark null if it carries none
 * @param reloadable whether it was made so that its mark can change
 * @param health how it is
 */
record Container(
    String name, String image, @Nullable Mark mark, boolean reloadable, Health health) {
  /** Says that the mark of a container may have changed: the one in the file counts then. */
  static final String RELOADABLE = "firn-reloadable";

  /** How late an engine may note that a process has started. */
  private static final Duration LATE = Duration.ofSeconds(10);

  /** Reads what {@code docker inspect} says about one. */
  static Container of(Json inspected) {
    Json.Obj configuration = object(member(inspected, "Config"));
    Json.Obj labels = object(configuration.get("Labels"));
    String mark = text(labels, Mark.LABEL);
    return new Container(
        text(object(inspected), "Name").replaceFirst("^/", ""),
        text(configuration, "Image"),
        mark.isEmpty() ? null : Mark.of(mark),
        labels.get(RELOADABLE) != null,
        health(
            object(member(inspected, "State")),
            text(object(object(member(inspected, "HostConfig")).get("RestartPolicy")), "Name"),
            time(text(object(inspected), "Created")),
            number(object(inspected), "RestartCount")));
  }

  private static @Nullable Json member(Json value, String name) {
    return object(value).get(name);
  }

  private static Json.Obj object(@Nullable Json value) {
    SortedMap<String, Json> none = new TreeMap<>();
    return value instanceof Json.Obj object ? object : new Json.Obj(none);
  }

  private static String text(Json.Obj object, String name) {
    return object.get(name) instanceof Json.Str string ? string.value() : "";
  }

  private static long number(Json.Obj object, String name) {
    return object.get(name) instanceof Json.Int number ? number.value() : 0;
  }

  /** What is always started again and has ended was stopped by hand, whatever its status. */
  private static Health health(
      Json.Obj state, String policy, @Nullable Instant created, long restarts) {
    long status = number(state, "ExitCode");
    boolean always = policy.equals(ContainerSettings.ALWAYS);
    Health.State known =
        switch (text(state, "Status")) {
          case "running" -> Health.State.RUNNING;
          case "restarting" -> Health.State.WAITING;
          case "exited" -> always || status == 0 ? Health.State.STOPPED : Health.State.FAILED;
          case "dead" -> Health.State.FAILED;
          default -> Health.State.STOPPED;
        };
    long process = number(state, "Pid");
    boolean runs = known == Health.State.RUNNING;
    return new Health(
        known,
        process == 0 ? null : process,
        runs ? started(state, created) : time(text(state, "FinishedAt")),
        (int) restarts,
        problem(state, known, status));
  }

  private static String problem(Json.Obj state, Health.State known, long status) {
    String error = text(state, "Error");
    boolean memory = state.get("OOMKilled") instanceof Json.Bool killed && killed.value();
    if (!error.isEmpty()) {
      return error;
    }
    if (memory) {
      return "it used too much memory";
    }
    boolean ended = known == Health.State.FAILED || known == Health.State.WAITING;
    return ended ? "exit status " + status : "";
  }

  /**
   * When what runs began, or a little earlier: an engine notes the time after the start, when the process may have said that it is ready
   * already. It did not begin before the container was made, nor before the run before ended.
   */
  private static @Nullable Instant started(Json.Obj state, @Nullable Instant created) {
    Instant noted = time(text(state, "StartedAt"));
    if (noted == null) {
      return null;
    }
    Instant ended = time(text(state, "FinishedAt"));
    Instant before = ended != null ? ended : created;
    Instant earliest = noted.minus(LATE);
    return before != null && before.isAfter(earliest) && before.isBefore(noted) ? before : earliest;
  }

  /** An engine writes the first second of year 1 for never. */
  private static @Nullable Instant time(String text) {
    try {
      Instant time = Instant.parse(text);
      return time.isBefore(Instant.EPOCH) ? null : time;
    } catch (DateTimeException _) {
      return null;
    }
  }
}
