package dev.firn.lang.toml;

import java.util.List;

/** A mistake in a document. Parsing may go on after it, to find others. */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A place that is shown, and what is said about it. */
  record Note(Region region, String text) {}

  private final transient List<Note> notes;
  private final String title;
  private final String hint;

  Problem(String title, List<Note> notes, String hint) {
    super(title, null, false, false);
    this.title = title;
    this.notes = notes;
    this.hint = hint;
  }

  Problem(String title, Region region, String note) {
    this(title, List.of(new Note(region, note)), "");
  }

  Problem(String title, Region region, String note, String hint) {
    this(title, List.of(new Note(region, note)), hint);
  }

  int offset() {
    return notes.get(0).region().from();
  }

  /** The message in the form of toml11. */
  String format() {
    StringBuilder out = new StringBuilder("[error] ").append(title).append('\n');
    int width = 1;
    for (Note note : notes) {
      width = Math.max(width, Integer.toString(note.region().lastLine()).length());
    }
    String previousName = "";
    for (Note note : notes) {
      if (!previousName.isEmpty()) {
        out.repeat(' ', width + 1).append(" | ...\n").repeat(' ', width + 1).append(" |\n");
      }
      RegionFormatter.append(out, width, previousName, note);
      previousName = note.region().name();
    }
    return out.append(hint).toString();
  }
}
