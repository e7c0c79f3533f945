package dev.firn.process.supervisor;

import dev.firn.base.json.Json;
import dev.firn.base.sys.ProcessId;
import dev.firn.deploy.json.JsonFields;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a process is.
 *
 * @param phase where it is in its life
 * @param main its main process; null if none runs, or none is known
 * @param since since when it is so
 * @param restarts how often it was started again
 * @param text what else people want to know; may be empty
 */
public record Status(
    Phase phase, @Nullable ProcessId main, Instant since, int restarts, String text) {
  /** Where a process is in its life. */
  public enum Phase {
    /** It is started, or runs and has not said yet that it is ready. */
    STARTING,
    /** It runs. */
    RUNNING,
    /** It ended and is started again soon. */
    WAITING,
    /** It is asked to end. */
    STOPPING,
    /** Nobody wants it to run. */
    STOPPED,
    /** It ended well and is not started again. */
    DONE,
    /** It failed and is not started again. */
    FAILED
  }

  /** One that was never started. */
  static Status fresh() {
    return new Status(Phase.STARTING, null, Instant.now(), 0, "");
  }

  /** Another phase from now on, with nothing running. */
  Status idle(Phase other, String why) {
    return new Status(other, null, Instant.now(), restarts, why);
  }

  /** Another phase of the same process. */
  Status in(Phase other) {
    return new Status(other, main, Instant.now(), restarts, text);
  }

  /** A main process that runs from now on. */
  Status running(Phase other, @Nullable ProcessId process) {
    return new Status(other, process, Instant.now(), restarts, "");
  }

  /** The same, once more. */
  Status again() {
    return new Status(Phase.STARTING, null, Instant.now(), restarts + 1, text);
  }

  /** Whether it does what it is there for. */
  public boolean isGood() {
    return phase == Phase.RUNNING
        || (phase == Phase.STARTING && main != null)
        || phase == Phase.DONE;
  }

  Json json() {
    SortedMap<String, Json> members = new TreeMap<>();
    members.put("phase", new Json.Str(phase.name()));
    if (main != null) {
      members.put("pid", new Json.Int(main.number()));
      members.put("start", new Json.Int(main.start()));
    }
    members.put("since", new Json.Int(since.toEpochMilli()));
    members.put("restarts", new Json.Int(restarts));
    members.put("text", new Json.Str(text));
    return Json.object(members);
  }

  static Status read(Json json) {
    JsonFields fields = JsonFields.of(json, "a status");
    ProcessId main =
        fields.optional("pid") == null
            ? null
            : new ProcessId(fields.index("pid"), fields.integer("start"));
    return new Status(
        fields.constant("phase", Phase.class),
        main,
        Instant.ofEpochMilli(fields.integer("since")),
        fields.index("restarts"),
        fields.string("text"));
  }
}
