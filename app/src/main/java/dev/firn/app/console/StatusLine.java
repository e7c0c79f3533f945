package dev.firn.app.console;

/** Something that stands on the last line of a terminal, below all messages. */
interface StatusLine {
  /** What takes it away. */
  String clear();

  /** What shows it again. */
  String draw();
}
