package dev.firn.app.repl;

import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Lets the line reader see a line as one word: Nix's words are not a shell's. */
final class WholeLine implements Parser {
  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    return new Parsed(line, cursor);
  }

  private record Parsed(String line, int cursor) implements CompletingParsedLine {
    @Override
    public String word() {
      return line.substring(0, cursor);
    }

    @Override
    public int wordCursor() {
      return cursor;
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word());
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return cursor;
    }

    @Override
    public int rawWordLength() {
      return cursor;
    }
  }
}
