package dev.firn.process.description;

/**
 * Where processes keep what they change: absolute paths.
 *
 * @param state the base of all others
 * @param run sockets and files with process ids
 * @param log what they write about themselves
 * @param cache what can be made anew
 * @param spool what waits to be worked on
 * @param lock what keeps others out
 * @param lib what must last
 * @param tmp what nobody needs tomorrow
 */
public record Folders(
    String state,
    String run,
    String log,
    String cache,
    String spool,
    String lock,
    String lib,
    String tmp) {
  /** The usual folders below a base. Only below {@code /var} temporary files are in {@code /tmp}. */
  public static Folders below(String state) {
    return new Folders(
        state,
        state + "/run",
        state + "/log",
        state + "/cache",
        state + "/spool",
        state + "/lock",
        state + "/lib",
        state.equals("/var") ? "/tmp" : state + "/tmp");
  }
}
