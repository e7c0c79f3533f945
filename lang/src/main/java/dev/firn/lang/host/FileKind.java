package dev.firn.lang.host;

/** What a directory entry is, in the words of {@code builtins.readDir}. */
public enum FileKind {
  /** A regular file. */
  REGULAR("regular"),
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

  /** The word. */
  public String word() {
    return word;
  }
}
