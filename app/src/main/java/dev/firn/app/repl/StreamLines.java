package dev.firn.app.repl;

import dev.firn.base.text.ByteBuilder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The lines of a stream: a file, a pipe. There is no prompt. */
final class StreamLines implements LineSource {
  private final InputStream stream;

  StreamLines(InputStream stream) {
    this.stream = new BufferedInputStream(stream);
  }

  @Override
  public @Nullable String next(Prompt prompt) {
    ByteBuilder line = new ByteBuilder(80);
    try {
      int c = stream.read();
      if (c < 0) {
        return null;
      }
      for (; c >= 0 && c != '\n'; c = stream.read()) {
        line.append((char) c);
      }
      return line.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean isInteractive() {
    return false;
  }

  @Override
  public void close() {
    // The stream is not ours.
  }
}
