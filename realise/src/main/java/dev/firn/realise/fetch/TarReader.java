package dev.firn.realise.fetch;

import dev.firn.base.text.Latin1;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads {@code tar} archives: the formats of 1988 (ustar) and 2001 (pax), and GNU's long names. Names are bytes: libraries decode
 * those of pax as UTF-8 and lose what is none.
 */
final class TarReader {
  private static final int BLOCK = 512;
  private static final int LARGEST_HEADER = 1 << 20;
  private static final int LARGEST_FILE = Integer.MAX_VALUE - 8;

  /** Takes what an archive holds, in its order. */
  interface Entries {
    /** A directory. */
    void directory(String path) throws IOException;

    /** A regular file. */
    void file(String path, boolean executable, byte[] content) throws IOException;

    /** A symbolic link. */
    void symlink(String path, String target) throws IOException;

    /** Another name of a file that came before. */
    void hardLink(String path, String target) throws IOException;
  }

  private final InputStream source;
  private final Entries entries;
  private final byte[] header = new byte[BLOCK];

  /** What extended headers say about all entries, and about the next one. */
  private final Map<String, String> global = new HashMap<>();

  private final Map<String, String> next = new HashMap<>();

  private TarReader(InputStream source, Entries entries) {
    this.source = source;
    this.entries = entries;
  }

  /** Reads an archive to its end. */
  static void read(InputStream source, Entries entries) throws IOException {
    new TarReader(source, entries).readAll();
  }

  private void readAll() throws IOException {
    int read = source.readNBytes(header, 0, BLOCK);
    while (read == BLOCK && !isZero()) {
      checkSum();
      entry();
      read = source.readNBytes(header, 0, BLOCK);
    }
    if (read > 0 && read < BLOCK) {
      throw new IOException("Failed to open archive (Unrecognized archive format)");
    }
  }

  private boolean isZero() {
    for (byte value : header) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  private void checkSum() throws IOException {
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 255;
    }
    if (sum != number(148, 8)) {
      throw new IOException("Failed to open archive (Unrecognized archive format)");
    }
  }

  private void entry() throws IOException {
    char type = (char) (header[156] & 255);
    switch (type) {
      case 'x' -> records(content(LARGEST_HEADER), next);
      case 'g' -> records(content(LARGEST_HEADER), global);
      case 'L' -> next.put("path", untilZero(content(LARGEST_HEADER)));
      case 'K' -> next.put("linkpath", untilZero(content(LARGEST_HEADER)));
      default -> {
        give(type);
        next.clear();
      }
    }
  }

  private void give(char type) throws IOException {
    String path = override("path", this::ownPath);
    String target = override("linkpath", () -> text(157, 100));
    switch (type) {
      case '0', '\0', '7' -> {
        if (path.endsWith("/")) {
          entries.directory(path);
        } else {
          boolean executable = (number(100, 8) & 0100) != 0;
          entries.file(path, executable, content(LARGEST_FILE));
        }
      }
      case '1' -> entries.hardLink(path, target);
      case '2' -> entries.symlink(path, target);
      case '5' -> entries.directory(path);
      default ->
          throw new IOException("file '" + path + "' in tarball has unsupported file type " + type);
    }
  }

  private interface Text {
    String get();
  }

  private String override(String key, Text own) {
    String value = next.containsKey(key) ? next.get(key) : global.get(key);
    return value == null ? own.get() : value;
  }

  private String ownPath() {
    String name = text(0, 100);
    String prefix = text(257, 6).equals("ustar") ? text(345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private String text(int offset, int length) {
    return untilZero(Latin1.string(header, offset, length));
  }

  private static String untilZero(byte[] bytes) {
    return untilZero(Latin1.string(bytes));
  }

  private static String untilZero(String text) {
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /** A number in octal digits, or in binary where the first bit says so. */
  private long number(int offset, int length) throws IOException {
    if ((header[offset] & 128) != 0) {
      long value = header[offset] & 127;
      for (int i = 1; i < length; i++) {
        value = value << 8 | (header[offset + i] & 255);
      }
      return value;
    }
    String digits = text(offset, length).trim();
    try {
      return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    } catch (NumberFormatException bad) {
      throw new IOException("tar header has a bad number '" + digits + "'", bad);
    }
  }

  private byte[] content(int largest) throws IOException {
    long size = size();
    if (size < 0 || size > largest) {
      throw new IOException("an entry of " + size + " bytes in tarball is too large");
    }
    byte[] content = source.readNBytes((int) size);
    if (content.length < size) {
      throw new EOFException("tarball ends too early");
    }
    source.skipNBytes(-size & (BLOCK - 1));
    return content;
  }

  private long size() throws IOException {
    String extended = next.get("size");
    try {
      return extended == null ? number(124, 12) : Long.parseLong(extended);
    } catch (NumberFormatException bad) {
      throw new IOException("tar header has a bad size '" + extended + "'", bad);
    }
  }

  /** Reads lines {@code LENGTH KEY=VALUE}, where the length counts the whole line in bytes. */
  private static void records(byte[] bytes, Map<String, String> into) throws IOException {
    String text = Latin1.string(bytes);
    int at = 0;
    while (at < text.length()) {
      int space = text.indexOf(' ', at);
      int end = at + recordLength(text, at, space);
      int equals = text.indexOf('=', space);
      boolean complete = space >= 0 && end <= text.length() && end > space;
      if (!complete || text.charAt(end - 1) != '\n' || equals < 0 || equals >= end) {
        throw new IOException("tar header has a bad record");
      }
      into.put(text.substring(space + 1, equals), text.substring(equals + 1, end - 1));
      at = end;
    }
  }

  private static int recordLength(String text, int at, int space) throws IOException {
    try {
      return Integer.parseInt(text, at, Math.max(space, at), 10);
    } catch (NumberFormatException bad) {
      throw new IOException("tar header has a bad record", bad);
    }
  }
}
