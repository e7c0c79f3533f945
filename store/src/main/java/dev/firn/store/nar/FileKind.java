package dev.firn.store.nar;

/** What a file is. */
public enum FileKind {
  REGULAR("regular"),
  /** A regular file that its owner may execute. */
  EXECUTABLE("regular"),
  DIRECTORY("directory"),
  SYMLINK("symlink"),
  /** A device, socket or pipe: no archive can hold it. */
  OTHER("unknown");

  private final String text;

  FileKind(String text) {
    this.text = text;
  }

  /** The word that expressions and archives use; it is the same for both kinds of regular files. */
  public String text() {
    return text;
  }
}
