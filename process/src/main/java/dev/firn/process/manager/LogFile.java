package dev.firn.process.manager;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import dev.firn.deploy.driver.LogLine;
import dev.firn.deploy.driver.LogQuery;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A log that is a file of lines without times, which may be missing, cut off or replaced at any time. */
public final class LogFile {
  private static final int PART = 64 << 10;
  private static final int LONGEST_LINE = 1 << 20;
  private static final long PAUSE_MILLIS = 200;
  private static final Pattern PUT_ASIDE = Pattern.compile("|[.][0-9]+|[.]new");

  private final Path file;

  /** The log in that file. */
  public LogFile(Path file) {
    this.file = file;
  }

  /** Removes the log, and the parts of it that were put aside under its name and a number. */
  public void remove() throws IOException {
    Path folder = file.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return;
    }
    String name = BytePaths.bytes(file.getFileName());
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path one : all) {
        String other = BytePaths.bytes(one.getFileName());
        if (other.startsWith(name) && PUT_ASIDE.matcher(other.substring(name.length())).matches()) {
          Files.deleteIfExists(one);
        }
      }
    }
  }

  /** Its last lines, at most so many; none if it cannot be read. */
  public List<String> lastLines(int most) {
    Deque<String> lines = new ArrayDeque<>();
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
      open.seek(tailStart(open, most));
      new Reader(
              line -> {
                lines.add(line);
                if (lines.size() > most) {
                  lines.remove();
                }
              })
          .finish(open);
    } catch (IOException _) {
      return List.of();
    }
    return List.copyOf(lines);
  }

  /**
   * Gives lines, their times unknown; nothing if there is no file. Following waits for one.
   *
   * @throws IOException if it cannot be read
   */
  public void read(LogQuery query, Consumer<LogLine> lines)
      throws IOException, InterruptedException {
    Reader reader = new Reader(text -> lines.accept(new LogLine(null, text)));
    boolean all = query.tail() < 0;
    Object known = null;
    long at = 0;
    while (true) {
      Object key = key();
      if (key != null) {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
          boolean first = known == null && !all;
          boolean other = known != null && !Objects.equals(known, key);
          at = first ? tailStart(open, query.tail()) : other ? 0 : shortened(open, at, reader);
          open.seek(at);
          at = reader.take(open);
        }
        known = key;
      }
      all = true;
      if (!query.follow()) {
        reader.end();
        return;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /**
   * Where to go on in a file that was read up to there. If it is shorter now, its start was copied to an older file of its name and taken
   * away: what was not read yet is read there.
   */
  private long shortened(RandomAccessFile open, long at, Reader reader) throws IOException {
    if (open.length() >= at) {
      return at;
    }
    try (RandomAccessFile older = new RandomAccessFile(file + ".1", "r")) {
      long taken = older.length();
      if (at >= taken) {
        return at - taken <= open.length() ? at - taken : 0;
      }
      older.seek(at);
      reader.take(older);
      return 0;
    } catch (FileNotFoundException _) {
      return 0; // somebody else emptied it
    }
  }

  /** What tells this file from another one of the same name; null if there is none. */
  private @Nullable Object key() throws IOException {
    return Files.isRegularFile(file) ? Files.getAttribute(file, "unix:ino") : null;
  }

  /** Where the last so many lines begin. */
  private static long tailStart(RandomAccessFile open, int lines) throws IOException {
    byte[] part = new byte[PART];
    long end = open.length();
    long last = end - 1; // an end of line there ends the last line
    int found = 0;
    while (end > 0 && lines > 0) {
      int size = (int) Math.min(PART, end);
      open.seek(end - size);
      open.readFully(part, 0, size);
      for (int i = size - 1; i >= 0; i--) {
        long at = end - size + i;
        if (part[i] == '\n' && at < last && ++found == lines) {
          return at + 1;
        }
      }
      end -= size;
    }
    return end;
  }

  /** Cuts what is read into lines. */
  private static final class Reader {
    private final Consumer<String> lines;
    private final StringBuilder begun = new StringBuilder();

    Reader(Consumer<String> lines) {
      this.lines = lines;
    }

    /** Reads from where the file is to its end, and gives where that is. */
    long take(RandomAccessFile open) throws IOException {
      byte[] part = new byte[PART];
      for (int size = open.read(part); size >= 0; size = open.read(part)) {
        add(Latin1.string(part, 0, size));
      }
      return open.getFilePointer();
    }

    void finish(RandomAccessFile open) throws IOException {
      take(open);
      end();
    }

    void end() {
      if (!begun.isEmpty()) {
        lines.accept(begun.toString());
        begun.setLength(0);
      }
    }

    private void add(String text) {
      int from = 0;
      for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
        lines.accept(begun.append(text, from, end).toString());
        begun.setLength(0);
        from = end + 1;
      }
      begun.append(text, from, text.length());
      if (begun.length() > LONGEST_LINE) {
        end();
      }
    }
  }
}
