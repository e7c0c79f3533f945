package dev.firn.app.repl;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** The lines that a user types in a terminal, with editing, history and completion. */
final class TerminalLines implements LineSource {
  private static final String PROMPT = "firn> ";
  private static final String CONTINUATION = "    > ";

  /** The exit status of a process that ends because of SIGINT. */
  private static final int INTERRUPTED = 130;

  private final Terminal terminal;
  private final LineReader reader;

  /**
   * Takes the terminal over.
   *
   * @param directory where the history is kept: bytes
   * @param interrupt what Ctrl-C does while no line is read; false if it could not do it, so that the process ends
   */
  TerminalLines(String directory, Completer completer, BooleanSupplier interrupt) {
    try {
      terminal = TerminalBuilder.builder().system(true).dumb(true).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (terminal.getSize().getColumns() == 0) {
      // A terminal that was not told its size, such as one made for a script.
      terminal.setSize(Size.of(80, 24));
    }
    terminal.handle(Terminal.Signal.INT, _ -> interruptOrEnd(interrupt));
    reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .parser(new WholeLine())
            .completer((_, line, candidates) -> complete(completer, line, candidates))
            .variable(LineReader.HISTORY_FILE, history(directory))
            .variable(LineReader.HISTORY_FILE_SIZE, 10_000)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .build();
  }

  private static void interruptOrEnd(BooleanSupplier interrupt) {
    if (!interrupt.getAsBoolean()) {
      Runtime.getRuntime().exit(INTERRUPTED);
    }
  }

  private static Path history(String directory) {
    Path folder = BytePaths.of(directory);
    try {
      Files.createDirectories(folder);
    } catch (IOException _) {
      // Then there is no history; the reader leaves what it cannot write.
    }
    return folder.resolve("repl-history");
  }

  private static void complete(Completer completer, ParsedLine line, List<Candidate> candidates) {
    String begun = Latin1.ofUnicode(line.line().substring(0, line.cursor()));
    int kept = completer.wordStart(begun);
    for (String word : completer.complete(begun)) {
      // The line is one word to the reader, so a candidate is a whole line.
      String whole = begun.substring(0, kept) + word;
      candidates.add(
          new Candidate(
              Latin1.toUnicode(whole), Latin1.toUnicode(word), null, null, null, null, false));
    }
  }

  @Override
  public @Nullable String next(Prompt prompt) {
    try {
      String line = reader.readLine(prompt == Prompt.FIRST ? PROMPT : CONTINUATION);
      return Latin1.ofUnicode(line);
    } catch (EndOfFileException _) {
      return null;
    } catch (UserInterruptException _) {
      throw new Cancelled();
    }
  }

  @Override
  public boolean isInteractive() {
    return true;
  }

  @Override
  public void close() {
    try {
      reader.getHistory().save();
      terminal.close();
    } catch (IOException _) {
      // The history is a convenience.
    }
  }
}
