package dev.firn.lang.host;

/** What a directory entry is, in the words of {@code builtins.readDir}. */
public enum FileKind {
  /** A regular file. */
  REGULAR("regular"),
  /** A regular file that its owner may run. */
  EXECUTABLE("regular"),
  /** A directory. */
  DIRECTORY("directory"),
  /** A symbolic link. */
  SYMLINK("symlink"),
  /** A device, a socket, a pipe. */
  UNKNOWN("unknown");

  private final String word;

  FileKind(String word) {
    this.word = word;
  }

  /** Whether it is a regular file, one of either kind. */
  public boolean isRegular() {
    return this == REGULAR || this == EXECUTABLE;
  }

  /** The word. */
  public String word() {
    return word;
  }
}
