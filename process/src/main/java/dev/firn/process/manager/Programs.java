package dev.firn.process.manager;

import dev.firn.base.text.Latin1;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Runs programs, such as those that control a process manager. For many threads. */
public interface Programs {
  /**
   * What a program gave.
   *
   * @param status as shells tell it: 128 and more for a signal
   * @param out bytes; what is beyond {@link #MOST_OUTPUT} is missing
   * @param err the same
   */
  record Output(int status, String out, String err) {
    /** Whether it ended well. */
    public boolean isSuccess() {
      return status == 0;
    }

    /** What it complained about, or the last it said, in one line for people. */
    public String complaint() {
      String text = err.isBlank() ? out : err;
      String line = text.strip().replace("\n", "; ");
      return line.isEmpty() ? "it ended with status " + status : line;
    }
  }

  /** What a program reads, too large for memory. */
  @FunctionalInterface
  interface Input {
    /** Writes it. What it throws but for {@link IOException}s is thrown by {@link Programs#feed}. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** How much of what a program writes is kept: bytes, of standard output and of standard error. */
  int MOST_OUTPUT = 16 << 20;

  /**
   * Runs a program to its end. Keys that people press to interrupt Firn do not reach it.
   *
   * @param command its name or path, and its arguments
   * @param input what it reads: bytes
   * @param timeout after that it is killed, with its children
   * @throws IOException if it cannot be started, or took too long
   * @throws InterruptedException if interrupted; then it is killed
   */
  Output run(List<String> command, String input, Duration timeout)
      throws IOException, InterruptedException;

  /**
   * Runs a program to its end, as {@link #run}.
   *
   * @param input writes what it reads
   */
  default Output feed(List<String> command, Input input, Duration timeout)
      throws IOException, InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    input.writeTo(bytes);
    return run(command, Latin1.string(bytes.toByteArray()), timeout);
  }

  /**
   * Runs a program that writes lines until it ends, or the caller is interrupted; then it is killed.
   *
   * @param line takes each line of its standard output, bytes without its end
   * @return its status
   * @throws IOException if it cannot be started
   */
  int follow(List<String> command, Consumer<String> line) throws IOException, InterruptedException;
}
