package dev.firn.deploy.log;

import dev.firn.base.json.Json;
import dev.firn.base.json.JsonParseException;
import dev.firn.base.text.Latin1;
import dev.firn.deploy.component.ModelException;
import dev.firn.deploy.json.JsonFormatException;
import dev.firn.deploy.log.LogException.Reason;
import java.time.DateTimeException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A record is a line of four fields, with a space between: the version of the format, the number of the record (from 1), the CRC-32C of
 * everything else in the line (eight hexadecimal digits), and the event in JSON. Version and checksum stand at these places and mean the same in
 * every version.
 */
final class RecordFormat {
  /** What is written. What format 1 tells in full, format 2 tells by how it differs ({@link Difference}). */
  static final int VERSION = 2;

  private static final List<String> READ = List.of("1", "2");

  /** The length of the longest line, in bytes: far more than the largest deployment needs. */
  static final int LONGEST = 256 << 20;

  private RecordFormat() {}

  /** What a line holds. */
  sealed interface Line {
    /** An event that follows the one before. */
    record Good(Event event) implements Line {}

    /** A whole line that a newer Firn wrote. */
    record Newer(String version) implements Line {}

    /** A whole line that does not belong here. */
    record Misplaced() implements Line {}

    /** No whole line. */
    record Torn() implements Line {}
  }

  /** The bytes of a record. */
  static byte[] write(long number, Event event) throws LogException {
    String head = VERSION + " " + number + " ";
    String json = EventJson.write(event).print();
    byte[] line = Latin1.bytes(head + checksum(head + json) + " " + json + "\n");
    if (line.length > LONGEST) {
      throw new LogException(
          Reason.DISK, "a record of the event log would be longer than " + LONGEST + " bytes");
    }
    return line;
  }

  private static String checksum(String bytes) {
    CRC32C crc = new CRC32C();
    crc.update(Latin1.bytes(bytes));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  /**
   * Reads a line.
   *
   * @param line without the end of the line
   * @param number the number that it should have
   */
  static Line read(String line, long number) {
    int second = line.indexOf(' ') + 1;
    int third = line.indexOf(' ', second) + 1;
    int fourth = line.indexOf(' ', third) + 1;
    if (second == 0 || third == 0 || fourth == 0 || line.length() > LONGEST) {
      return new Line.Torn();
    }
    String json = line.substring(fourth);
    if (!checksum(line.substring(0, third) + json).equals(line.substring(third, fourth - 1))) {
      return new Line.Torn();
    }
    String version = line.substring(0, second - 1);
    if (!READ.contains(version)) {
      return new Line.Newer(version);
    }
    boolean next = line.substring(second, third - 1).equals(String.valueOf(number));
    Event event = next ? event(json) : null;
    return event == null ? new Line.Misplaced() : new Line.Good(event);
  }

  private static @Nullable Event event(String json) {
    try {
      return EventJson.read(Json.parse(json));
    } catch (JsonParseException
        | JsonFormatException
        | ModelException
        | DateTimeException
        | IllegalArgumentException wrong) {
      return null;
    }
  }
}
