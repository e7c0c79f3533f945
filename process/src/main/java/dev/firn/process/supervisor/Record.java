package dev.firn.process.supervisor;

import dev.firn.base.json.Json;
import dev.firn.base.json.JsonParseException;
import dev.firn.base.text.Latin1;
import dev.firn.deploy.component.ModelException;
import dev.firn.deploy.json.JsonFields;
import dev.firn.deploy.json.JsonFormatException;
import dev.firn.deploy.log.LogDirectory;
import dev.firn.process.supervisor.Assignment.Wish;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a supervisor must know when the one before was killed: what shall run, and what ran last. A file to which records are added, each a
 * line of the format's version, the CRC-32C of the rest (eight hexadecimal digits) and JSON. A line that is not whole was never confirmed and
 * is cut off.
 *
 * <p>What shall run is durable when a method returns. What runs is not: it means nothing after the machine went down.
 */
final class Record {
  /** Its name. */
  static final String FILE = "record";

  private static final String NEW = "record.new";
  private static final int VERSION = 1;
  private static final int CHECKSUM = 8;

  private final LogDirectory directory;
  private final SortedMap<Key, Assignment> assignments = new TreeMap<>();
  private final SortedMap<Key, Status> statuses = new TreeMap<>();
  private String boot = "";
  private int length;

  private Record(LogDirectory directory) {
    this.directory = directory;
  }

  /**
   * Reads the record of a directory, and changes nothing.
   *
   * @throws IOException if it cannot be read, or a newer Firn wrote it
   */
  static Record read(LogDirectory directory) throws IOException {
    Record record = new Record(directory);
    byte[] bytes = directory.read(FILE);
    if (bytes != null) {
      record.take(Latin1.string(bytes));
    }
    return record;
  }

  /**
   * Reads the record of a directory, to add to it.
   *
   * @param boot this run of the machine; of what ran in another one nothing is left
   */
  static Record open(LogDirectory directory, String boot) throws IOException {
    Record record = read(directory);
    if (!record.boot.equals(boot)) {
      record.statuses.clear();
      record.boot = boot;
    }
    record.compact();
    return record;
  }

  private void take(String text) throws IOException {
    int end = text.indexOf('\n');
    while (end >= 0 && takeLine(text.substring(length, end))) {
      length = end + 1;
      end = text.indexOf('\n', length);
    }
  }

  private boolean takeLine(String line) throws IOException {
    int first = line.indexOf(' ') + 1;
    int json = first + CHECKSUM + 1;
    if (first == 0
        || line.length() < json
        || !checksum(line.substring(json)).equals(line.substring(first, json - 1))) {
      return false;
    }
    if (!line.startsWith(VERSION + " ")) {
      throw new IOException("a newer Firn wrote what its supervisor knows: use that one");
    }
    try {
      apply(JsonFields.of(Json.parse(line.substring(json)), "a record"));
    } catch (JsonParseException | JsonFormatException | ModelException wrong) {
      throw new IOException("what the supervisor knows is damaged: " + wrong.getMessage(), wrong);
    }
    return true;
  }

  private void apply(JsonFields change) {
    if (change.optional("boot") != null) {
      boot = change.string("boot");
    }
    if (change.optional("put") != null) {
      change.list("put", Assignment::read).forEach(one -> assignments.put(one.key(), one));
    }
    if (change.optional("keys") != null) {
      List<Key> keys = change.list("keys", Key::read);
      if (change.optional("wish") != null) {
        Wish wish = change.constant("wish", Wish.class);
        keys.forEach(key -> assignments.computeIfPresent(key, (_, one) -> one.withWish(wish)));
      } else {
        keys.forEach(assignments::remove);
        keys.forEach(statuses::remove);
      }
    }
    if (change.optional("status") != null) {
      statuses.put(Key.read(change.value("key")), Status.read(change.value("status")));
    }
  }

  /** What shall run, as far as it is known. */
  SortedMap<Key, Assignment> assignments() {
    return assignments;
  }

  /** What ran last, in the run of the machine that {@link #boot} names. */
  @Nullable Status status(Key key) {
    return statuses.get(key);
  }

  String boot() {
    return boot;
  }

  /** From now on, those shall be. */
  synchronized void put(Collection<Assignment> those) throws IOException {
    if (!those.isEmpty()) {
      those.forEach(one -> assignments.put(one.key(), one));
      add(Map.of("put", new Json.Array(those.stream().map(Assignment::json).toList())), true);
    }
  }

  /** From now on, that shall become of those. */
  synchronized void wish(Collection<Key> keys, Wish wish) throws IOException {
    if (!keys.isEmpty()) {
      keys.forEach(key -> assignments.computeIfPresent(key, (_, one) -> one.withWish(wish)));
      add(Map.of("keys", array(keys), "wish", new Json.Str(wish.name())), true);
    }
  }

  /** Nothing is there of those any more. */
  synchronized void remove(Collection<Key> keys) throws IOException {
    if (!keys.isEmpty()) {
      keys.forEach(assignments::remove);
      keys.forEach(statuses::remove);
      add(Map.of("keys", array(keys)), true);
    }
  }

  /** How a process is now. Not durable. */
  synchronized void status(Key key, Status status) throws IOException {
    statuses.put(key, status);
    add(Map.of("key", key.json(), "status", status.json()), false);
  }

  private static Json array(Collection<Key> keys) {
    return new Json.Array(keys.stream().map(Key::json).toList());
  }

  private void add(Map<String, Json> change, boolean durable) throws IOException {
    byte[] line = line(Json.object(change));
    directory.append(FILE, line);
    length += line.length;
    if (durable) {
      directory.sync(FILE);
    }
  }

  private static byte[] line(Json json) {
    String text = json.print();
    return Latin1.bytes(VERSION + " " + checksum(text) + " " + text + "\n");
  }

  private static String checksum(String bytes) {
    CRC32C crc = new CRC32C();
    crc.update(Latin1.bytes(bytes));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  /** The length of the file. */
  synchronized int length() {
    return length;
  }

  /** Writes the file anew, with nothing in it that is over. */
  synchronized void compact() throws IOException {
    List<Json> lines = new ArrayList<>();
    lines.add(Json.object(Map.of("boot", new Json.Str(boot))));
    lines.add(
        Json.object(
            Map.of(
                "put",
                new Json.Array(assignments.values().stream().map(Assignment::json).toList()))));
    statuses.forEach((key, status) ->
        lines.add(Json.object(Map.of("key", key.json(), "status", status.json()))));
    directory.delete(NEW);
    length = 0;
    for (Json line : lines) {
      byte[] bytes = line(line);
      directory.append(NEW, bytes);
      length += bytes.length;
    }
    directory.sync(NEW);
    directory.rename(NEW, FILE);
    directory.syncNames();
  }
}
