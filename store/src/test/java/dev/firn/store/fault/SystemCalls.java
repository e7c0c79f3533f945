package dev.firn.store.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The changes that a {@link CrashProgram} made below a directory, as the kernel saw them, and the points between which they lie.
 *
 * <p>Written by {@code strace -f -y}; a call that another interrupts is in two lines, of which the second tells how it ended.
 */
public final class SystemCalls {
  private static final Set<String> MARKERS =
      Set.of("access", "faccessat", "faccessat2", "stat", "statx", "newfstatat", "lstat");
  private static final List<String> CHANGES =
      List.of(
          ("open openat creat write pwrite64 writev pwritev ftruncate truncate fallocate fsync fdatasync syncfs rename"
                  + " renameat renameat2 link linkat symlink symlinkat unlink unlinkat rmdir mkdir mkdirat chmod fchmod"
                  + " fchmodat fchmodat2 chown fchown lchown fchownat utimensat setxattr removexattr")
              .split(" "));

  private static final Pattern LINE =
      Pattern.compile(
          "^(\\d+) +(?:<\\.\\.\\. )?([a-z0-9]+)(\\(| resumed>)(.*?)(?: += (-?\\d+).*| <unfinished \\.\\.\\.>)$");

  /** How the writing of 32 bytes at the start ends. */
  private static final String LOG_HEAD = ", 32, 0)";

  private static final Pattern MARK = Pattern.compile("\"/crash-marks/(step|point)/([^\"]*)\"");

  /**
   * A change of something below the directory.
   *
   * @param call the name of the system call
   * @param path what it names first, relative to the directory
   * @param interval how many points were reached before it
   * @param after the last of them; empty for none
   * @param before the point after it; empty for none
   * @param stepped whether the same thread announced a step since its last change
   */
  public record Change(
      String call, String path, int interval, String after, String before, boolean stepped) {
    /** Whether it is SQLite's. */
    boolean isOfDatabase() {
      return path.startsWith("state/db");
    }

    /** Whether it makes a transaction of the database durable. */
    boolean isCommit() {
      return call.endsWith("sync") && path.endsWith("db.sqlite-wal");
    }

    /** Whether it is the socket of a collection, which is made anew by each. */
    boolean isOfSocket() {
      return path.startsWith("state/gc-socket/");
    }

    /** Whether it is one after which the store is in another state: a commit, a sync, another name. */
    boolean isDecisive() {
      boolean kept = call.startsWith("rename") || call.startsWith("link") || call.contains("sync");
      return isOfDatabase() ? isCommit() : kept && !isOfSocket();
    }
  }

  private final List<Change> changes = new ArrayList<>();
  private final List<Change> pending = new ArrayList<>();
  private final TreeSet<String> points = new TreeSet<>();
  private final Map<String, Boolean> stepped = new HashMap<>();
  private final Map<String, String> unfinished = new HashMap<>();
  private final Path place;
  private int interval;

  /** Whether all that was written to the log of the database since it was synced is its head, which holds no transaction. */
  private boolean onlyHead;

  private String last = "";

  private SystemCalls(Path place) {
    this.place = place;
  }

  /** Runs a program that does something below a directory, and watches it. Aborts the test, saying so, where nothing can be watched. */
  public static SystemCalls watch(Class<?> program, String what, Path place)
      throws IOException, InterruptedException {
    Path log = place.resolveSibling(place.getFileName() + ".strace");
    requireStrace(log);
    CrashProgram.run(
        List.of("strace", "-f", "-y", "-qq", "-s", "4096", "-e", traced(), "-o", log.toString()),
        program,
        0,
        what,
        place.toString(),
        "");
    SystemCalls calls = new SystemCalls(place);
    for (String line : Files.readAllLines(log, java.nio.charset.StandardCharsets.ISO_8859_1)) {
      calls.line(line);
    }
    calls.changes.addAll(calls.pending);
    return calls;
  }

  /** The names of the calls; not every machine and every strace knows all of them. */
  private static String traced() {
    return Stream.concat(MARKERS.stream(), CHANGES.stream())
        .map(call -> "?" + call)
        .collect(Collectors.joining(",", "trace=", ""));
  }

  private static void requireStrace(Path log) throws InterruptedException {
    try {
      Process tried = new ProcessBuilder("strace", "-o", log.toString(), "true").start();
      if (tried.waitFor() == 0) {
        return;
      }
    } catch (IOException missing) {
      // It is not installed.
    }
    abort(
        "strace cannot watch processes here (Debian: strace; in a container: the right to trace)");
  }

  private void line(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      return;
    }
    String thread = parts.group(1);
    String text = parts.group(4);
    if (parts.group(3).equals("(") && parts.group(5) == null) {
      unfinished.put(thread, text);
      return;
    }
    if (!parts.group(3).equals("(")) {
      text = unfinished.getOrDefault(thread, "") + text;
    }
    Matcher mark = MARK.matcher(text);
    if (mark.find()) {
      mark(thread, mark.group(1), mark.group(2));
    } else if (!parts.group(5).startsWith("-") && isChange(parts.group(2), text)) {
      change(thread, parts.group(2), text);
    }
  }

  private void mark(String thread, String kind, String name) {
    stepped.put(thread, true);
    if (kind.equals("point")) {
      for (Change change : pending) {
        changes.add(
            new Change(
                change.call(),
                change.path(),
                change.interval(),
                change.after(),
                name,
                change.stepped()));
      }
      pending.clear();
      points.add(name);
      last = name;
      interval++;
    }
  }

  private static boolean isChange(String call, String text) {
    return !MARKERS.contains(call) && (!call.startsWith("open") || text.contains("O_CREAT"));
  }

  private void change(String thread, String call, String text) {
    int begin = text.indexOf(place + "/");
    if (begin >= 0) {
      int end = begin;
      while (end < text.length() && "\">,".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      String path = text.substring(begin + place.toString().length() + 1, end);
      if (path.endsWith("db.sqlite-wal") && !call.endsWith("sync")) {
        onlyHead = text.endsWith(LOG_HEAD);
      }
      boolean ofHead = onlyHead && call.endsWith("sync");
      pending.add(
          new Change(
              ofHead ? call + " of the head" : call,
              path,
              interval,
              last,
              "",
              stepped.getOrDefault(thread, false)));
      stepped.put(thread, false);
    }
  }

  /** All changes, in their order. */
  public List<Change> changes() {
    return changes;
  }

  /** The points that were reached. */
  public TreeSet<String> points() {
    return points;
  }

  /**
   * Fails unless points cover the changes: each lies before a point; between two neighbouring ones there is at most one commit, sync or
   * change of a name, so that the process was killed before and after it; and each change in the store is a step of its own.
   *
   * @param exempt changes of files in the store of which nobody says that they are steps
   */
  public void assertCovered(Predicate<Change> exempt) {
    List<String> problems = new ArrayList<>();
    Change decisive = null;
    int count = 0;
    for (Change change : changes) {
      if (change.before().isEmpty()) {
        problems.add("after the last point: " + change);
      }
      if (change.isDecisive() && !change.before().equals("database: made")) {
        count++;
        if (decisive != null && decisive.interval() == change.interval()) {
          problems.add("no point between " + decisive + " and " + change);
        }
        decisive = change;
      }
      if (change.path().startsWith("store/") && !change.stepped() && !exempt.test(change)) {
        problems.add("no step of its own: " + change);
      }
    }
    assertTrue(problems.isEmpty(), () -> String.join("\n", problems));
    assertTrue(count > 2, "hardly anything was seen");
    System.out.printf(
        "%s: %d changes, %d decisive, %d points%n",
        place.getFileName(), changes.size(), count, points.size());
  }
}
