package dev.firn.process.supervisor;

import dev.firn.base.json.Json;
import dev.firn.base.sys.ProcessId;
import dev.firn.base.sys.ProcessId.Facts;
import dev.firn.deploy.json.JsonFields;
import dev.firn.deploy.log.FileLogDirectory;
import dev.firn.process.supervisor.Assignment.Wish;
import dev.firn.process.supervisor.Status.Phase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is there of one process.
 *
 * @param key which one
 * @param fingerprint that of what is installed
 * @param status how it is
 */
public record Glance(Key key, String fingerprint, Status status) {
  /** As JSON. */
  Json json() {
    return Json.object(
        Map.of(
            "key", key.json(), "fingerprint", new Json.Str(fingerprint), "status", status.json()));
  }

  static Glance read(Json json) {
    JsonFields fields = JsonFields.of(json, "what is there");
    return new Glance(
        Key.read(fields.value("key")),
        fields.string("fingerprint"),
        Status.read(fields.value("status")));
  }

  /** What is there of all, while no supervisor runs. Changes nothing. */
  static List<Glance> withoutSupervisor(Places places) throws IOException {
    Record record = Record.read(new FileLogDirectory(places.folder()));
    if (record.assignments().isEmpty()) {
      return List.of();
    }
    boolean sameRun = record.boot().equals(ProcessId.boot());
    Map<Facts, Mark> marked = new Census(places.folder(), ControlGroups.none()).marked();
    List<Glance> found = new ArrayList<>();
    for (Assignment assignment : record.assignments().values()) {
      Status last = sameRun ? record.status(assignment.key()) : null;
      found.add(
          new Glance(assignment.key(), assignment.fingerprint(), status(assignment, last, marked)));
    }
    return found;
  }

  private static Status status(
      Assignment assignment, @Nullable Status last, Map<Facts, Mark> marked) {
    Status known = last == null ? Status.fresh() : last;
    ProcessId main = Recovery.main(new Supervised(assignment), last, marked);
    if (main != null) {
      return main.equals(known.main()) ? known : known.running(Phase.RUNNING, main);
    }
    if (known.phase() == Phase.DONE || known.phase() == Phase.FAILED) {
      return known;
    }
    return assignment.wish() == Wish.HOLD
        ? known.idle(Phase.STOPPED, "")
        : known.idle(Phase.FAILED, "does not run, and no supervisor does");
  }
}
