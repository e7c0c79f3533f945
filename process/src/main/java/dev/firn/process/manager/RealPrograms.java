package dev.firn.process.manager;

import dev.firn.base.text.Latin1;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The programs of this machine, as they are found in {@code PATH}. They speak English. */
public final class RealPrograms implements Programs {
  /** A session of its own has no terminal, so no key that interrupts Firn ends what is half done. Not every system has it. */
  private static final Path OWN_SESSION = Path.of("/usr/bin/setsid");

  @Override
  public Output run(List<String> command, String input, Duration timeout)
      throws IOException, InterruptedException {
    return feed(command, out -> out.write(Latin1.bytes(input)), timeout);
  }

  @Override
  public Output feed(List<String> command, Input input, Duration timeout)
      throws IOException, InterruptedException {
    Process process = start(command, true);
    Collected out = new Collected(process.getInputStream());
    Collected err = new Collected(process.getErrorStream());
    CompletableFuture<Void> feeding =
        CompletableFuture.runAsync(
            () -> write(input, process.getOutputStream()), Thread::startVirtualThread);
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(
            command.getFirst() + " did not end within " + timeout.toSeconds() + " s");
      }
      if (feeding.isCompletedExceptionally()) {
        throw new IOException(
            "cannot write what "
                + command.getFirst()
                + " reads: "
                + feeding.exceptionNow().getMessage());
      }
      return new Output(process.exitValue(), out.text(), err.text());
    } finally {
      kill(process);
    }
  }

  @Override
  public int follow(List<String> command, Consumer<String> line)
      throws IOException, InterruptedException {
    Process process = start(command, false);
    CompletableFuture<Void> reading =
        CompletableFuture.runAsync(() -> lines(process, line), Thread::startVirtualThread);
    try {
      int status = process.waitFor();
      reading.join();
      return status;
    } finally {
      kill(process);
    }
  }

  private static Process start(List<String> command, boolean capture) throws IOException {
    if (!isThere(command.getFirst())) {
      throw new IOException("there is no '" + command.getFirst() + "' on this machine");
    }
    List<String> words = new ArrayList<>();
    if (Files.isExecutable(OWN_SESSION)) {
      words.addAll(List.of(OWN_SESSION.toString(), "--wait"));
    }
    command.forEach(word -> words.add(Latin1.toUnicode(word)));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("LC_ALL", "C.UTF-8");
    if (!capture) {
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.redirectInput(Path.of("/dev/null").toFile());
    }
    try {
      return builder.start();
    } catch (IOException failed) {
      throw new IOException(
          "cannot run " + command.getFirst() + ": " + failed.getMessage(), failed);
    }
  }

  /** What runs another program says it in words of its own if there is none. */
  private static boolean isThere(String program) {
    Path path = Path.of(Latin1.toUnicode(program));
    String folders = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    return program.contains("/")
        ? Files.isExecutable(path)
        : Arrays.stream(folders.split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(path)));
  }

  private static void kill(Process process) {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static void write(Programs.Input input, OutputStream stream) {
    try (stream) {
      input.writeTo(stream);
    } catch (IOException _) {
      // It did not read all: its status says what that means.
    }
  }

  /** What a program writes. All is read, so that it never waits; no more is kept than allowed. */
  private static final class Collected {
    /** How long to wait for what is still on its way when a program has ended: daemons that it started may keep it open forever. */
    private static final Duration REST = Duration.ofMillis(500);

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(); // for many threads
    private final Thread reader;

    Collected(InputStream stream) {
      reader = Thread.startVirtualThread(() -> read(stream));
    }

    private void read(InputStream stream) {
      byte[] part = new byte[8192];
      try (stream) {
        for (int size = stream.read(part); size >= 0; size = stream.read(part)) {
          kept.write(part, 0, Math.min(size, MOST_OUTPUT - kept.size()));
        }
      } catch (IOException _) {
        // It was killed: what there is is what it said.
      }
    }

    String text() throws InterruptedException {
      reader.join(REST);
      return kept.toString(StandardCharsets.ISO_8859_1);
    }
  }

  private static void lines(Process process, Consumer<String> line) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.ISO_8859_1))) {
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        line.accept(text);
      }
    } catch (IOException _) {
      // It was killed.
    }
  }
}
