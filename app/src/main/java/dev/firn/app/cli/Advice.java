package dev.firn.app.cli;

import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What people can do about failures of the system, which are nobody's bugs. */
final class Advice {
  /** Failures have few causes; a circle of them must not hold anybody up. */
  private static final int MOST_CAUSES = 20;

  private static final String DENIED = "permission denied";
  private static final String MISSING = "cannot be loaded";

  /** For failures to load classes: those are files, too. */
  static final String TOO_FEW_FILES =
      "a process may not open that many files: 'ulimit -n 4096' allows more";

  /**
   * A failure and what to do about it.
   *
   * @param signs what messages about it say, in lower case
   */
  private record Entry(List<String> signs, String advice) {}

  private static final List<Entry> ALL =
      List.of(
          new Entry(
              List.of("no space left on device", "disk quota exceeded", "[sqlite_full]"),
              "the disk is full: 'firn store gc' deletes what nothing needs"),
          new Entry(List.of("too many open files"), TOO_FEW_FILES),
          new Entry(List.of(MISSING), "Firn is not installed as a whole; or " + TOO_FEW_FILES),
          new Entry(
              List.of("read-only file system", "[sqlite_readonly"),
              "the file system is mounted read-only: nothing can be changed there"),
          new Entry(
              List.of("nix store schema is version"),
              "a newer Firn or Nix is needed for this store; nothing in it was changed"),
          new Entry(
              List.of("[sqlite_cantopen]"),
              "who may open the files of the database? And how many files may a process open ('ulimit -n')?"),
          new Entry(
              List.of("[sqlite_corrupt]", "[sqlite_notadb]"),
              "the database is damaged, the files of the store are not: put a copy of the database in its place,"
                  + " or what 'sqlite3 db.sqlite .recover' makes of it, and then run 'firn store verify'"),
          new Entry(
              List.of(DENIED),
              "this belongs to another user: use a store of your own, or that of a daemon ('--store daemon')"));

  private Advice() {}

  /** What to do about a failure; null if nobody knows. */
  static @Nullable String of(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
      String advice = of(text(cause));
      if (advice != null) {
        return advice;
      }
      cause = cause.getCause();
    }
    return null;
  }

  private static String text(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (failure instanceof LinkageError) {
      return message + ": " + MISSING;
    }
    return failure instanceof AccessDeniedException ? message + ": " + DENIED : message;
  }

  private static @Nullable String of(String text) {
    for (Entry entry : ALL) {
      for (String sign : entry.signs()) {
        if (text.contains(sign)) {
          return entry.advice();
        }
      }
    }
    return null;
  }
}
