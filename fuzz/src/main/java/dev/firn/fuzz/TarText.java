package dev.firn.fuzz;

import dev.firn.base.text.Latin1;
import java.io.ByteArrayOutputStream;

/**
 * Short texts for {@code tar} archives: in those, every header has a sum that no chance hits, and is mostly zeros. A text that begins
 * with {@code =} is a list of entries, a line each: the letter of the type, and after a bar each the name, the target of a link, what
 * stands for the size if it is not the size of the content, and the content, in which {@code ;} stands for the end of a line.
 */
final class TarText {
  private static final int BLOCK = 512;

  private TarText() {}

  /** The archive that a text stands for; the text itself if it stands for none. */
  static String expand(String text) {
    if (!text.startsWith("=")) {
      return text;
    }
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    for (String line : text.substring(1).split("\n", -1)) {
      if (!line.isEmpty()) {
        entry(line.split("\\|", 5), archive);
      }
    }
    archive.writeBytes(new byte[2 * BLOCK]);
    return Latin1.string(archive.toByteArray());
  }

  private static void entry(String[] fields, ByteArrayOutputStream archive) {
    String content = field(fields, 4).replace(';', '\n');
    String size = field(fields, 3);
    byte[] header = new byte[BLOCK];
    put(header, 0, 100, field(fields, 1));
    put(header, 100, 8, "0000755");
    put(header, 124, 12, size.isEmpty() ? Integer.toOctalString(content.length()) : size);
    put(header, 148, 8, "        ");
    put(header, 156, 1, fields[0]);
    put(header, 157, 100, field(fields, 2));
    put(header, 257, 8, "ustar\00000");
    int sum = 0;
    for (byte value : header) {
      sum += value & 255;
    }
    put(header, 148, 8, Integer.toOctalString(sum));
    header[155] = 0;
    archive.writeBytes(header);
    archive.writeBytes(Latin1.bytes(content));
    archive.writeBytes(new byte[-content.length() & (BLOCK - 1)]);
  }

  private static String field(String[] fields, int number) {
    return number < fields.length ? fields[number] : "";
  }

  private static void put(byte[] header, int offset, int most, String text) {
    for (int i = 0; i < Math.min(most, text.length()); i++) {
      header[offset + i] = (byte) text.charAt(i);
    }
  }
}
