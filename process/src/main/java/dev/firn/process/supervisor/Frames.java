package dev.firn.process.supervisor;

import dev.firn.base.json.Json;
import dev.firn.base.json.JsonParseException;
import dev.firn.base.text.Latin1;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;

/** Messages between a supervisor and who asks it: the length in bytes, four bytes with the highest first, and JSON. */
final class Frames {
  /** Changes with the meaning of messages, but not that of {@code leave}. */
  static final int VERSION = 1;

  private static final int LONGEST = 256 << 20;

  private Frames() {}

  static void write(DataOutputStream target, Json message) throws IOException {
    byte[] bytes = Latin1.bytes(message.print());
    target.writeInt(bytes.length);
    target.write(bytes);
    target.flush();
  }

  static Json read(DataInputStream source) throws IOException {
    int length = source.readInt();
    if (length < 0 || length > LONGEST) {
      throw new IOException("a message of " + length + " bytes");
    }
    byte[] bytes = source.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("half a message");
    }
    try {
      return Json.parse(Latin1.string(bytes));
    } catch (JsonParseException wrong) {
      throw new IOException("a message that is no JSON: " + wrong.getMessage(), wrong);
    }
  }
}
