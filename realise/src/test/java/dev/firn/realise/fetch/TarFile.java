package dev.firn.realise.fetch;

import dev.firn.base.text.Latin1;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes archives for tests, also such as no program would write. */
public final class TarFile {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  TarFile directory(String path) {
    return entry('5', path, "", 0755, "");
  }

  public TarFile file(String path, String content) {
    return entry('0', path, "", 0644, content);
  }

  TarFile executable(String path, String content) {
    return entry('0', path, "", 0755, content);
  }

  TarFile symlink(String path, String target) {
    return entry('2', path, target, 0777, "");
  }

  TarFile hardLink(String path, String target) {
    return entry('1', path, target, 0644, "");
  }

  /** What the next entry is called. */
  TarFile longName(String path) {
    return entry('L', "././@LongLink", "", 0, path + "\0");
  }

  /** Extended headers of the next entry, or of all. */
  TarFile extended(char type, String key, String value) {
    int length = key.length() + value.length() + 3;
    int digits = Integer.toString(length).length();
    digits = Integer.toString(length + digits).length();
    return entry(type, "pax", "", 0644, (length + digits) + " " + key + "=" + value + "\n");
  }

  TarFile entry(char type, String path, String target, int mode, String content) {
    byte[] header = new byte[512];
    put(header, 0, path);
    put(header, 100, octal(mode, 7));
    put(header, 124, octal(content.length(), 11));
    put(header, 148, "        ");
    header[156] = (byte) type;
    put(header, 157, target);
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte value : header) {
      sum += value & 255;
    }
    put(header, 148, octal(sum, 6) + "\0 ");
    out.writeBytes(header);
    out.writeBytes(Latin1.bytes(content));
    out.writeBytes(new byte[-content.length() & 511]);
    return this;
  }

  private static String octal(int value, int digits) {
    String text = Integer.toOctalString(value);
    return "0".repeat(digits - text.length()) + text;
  }

  private static void put(byte[] header, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, header, offset, bytes.length);
  }

  public byte[] bytes() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(out.toByteArray());
    whole.writeBytes(new byte[1024]);
    return whole.toByteArray();
  }
}
