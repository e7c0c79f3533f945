package dev.firn.store.ssh;

import dev.firn.base.text.Latin1;
import dev.firn.store.protocol.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command on another machine by {@code ssh}, and speaks with it. The command is the same for every connection, data go over its
 * standard input, and nobody is ever asked anything: a machine whose key is not known is not spoken with.
 */
public final class SshOpener implements Transport.Opener {
  private static final String HARMLESS = "%+,-./:=@_";
  private static final long PATIENCE = 5;
  private static final int BUFFER = 1 << 12;

  private final SshTarget target;
  private final SshOptions options;
  private final List<String> command;
  private final Errors errors;

  /** Takes what the command and {@code ssh} write to standard error. */
  @FunctionalInterface
  public interface Errors {
    /** Some bytes; the array is used again afterwards. */
    void write(byte[] bytes, int offset, int length);
  }

  /**
   * Connections of one kind.
   *
   * @param command what to run: a word each, bytes
   */
  public SshOpener(SshTarget target, SshOptions options, List<String> command, Errors errors) {
    this.target = target;
    this.options = options;
    this.command = List.copyOf(command);
    this.errors = errors;
  }

  @Override
  public Transport open() throws IOException {
    Path known = target.isHere() ? null : knownHosts();
    Process process;
    try {
      process = new ProcessBuilder(decoded(words(known))).start();
    } catch (IOException failed) {
      delete(known);
      throw failed;
    }
    Thread.ofPlatform().daemon().name("ssh errors").start(() -> pass(process.getErrorStream()));
    return new Transport(
        process.getInputStream(), process.getOutputStream(), () -> end(process, known));
  }

  /** The words that {@code ssh} is started with, or those of the command itself if no {@code ssh} is needed. */
  List<String> words(@Nullable Path known) {
    if (target.isHere()) {
      return command;
    }
    List<String> words = new ArrayList<>(List.of("ssh", "-x"));
    words.addAll(options.more()); // first, because ssh keeps what it is told first
    words.add("-oBatchMode=yes");
    if (options.key() != null) {
      words.addAll(List.of("-i", options.key()));
    }
    if (known != null) {
      words.add("-oUserKnownHostsFile=" + Latin1.ofUnicode(known.toString()));
      words.add("-oStrictHostKeyChecking=yes");
    }
    if (options.compress()) {
      words.add("-C");
    }
    if (target.port() != 0) {
      words.addAll(List.of("-p", Integer.toString(target.port())));
    }
    words.addAll(List.of("--", target.destination()));
    for (String word : command) {
      words.add(quoted(word));
    }
    return words;
  }

  /** The other side has a shell take the command apart. */
  private static String quoted(String word) {
    boolean plain = !word.isEmpty();
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      plain &= c < 0x80 && (Character.isLetterOrDigit(c) || HARMLESS.indexOf(c) >= 0);
    }
    return plain ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private static List<String> decoded(List<String> words) {
    List<String> all = new ArrayList<>();
    words.forEach(word -> all.add(Latin1.toUnicode(word)));
    return all;
  }

  /** Writes down the key that the machine must have. */
  private @Nullable Path knownHosts() throws IOException {
    String key = options.hostKey();
    if (key == null) {
      return null;
    }
    Path file = Files.createTempFile("firn-known-", "");
    Files.write(file, Latin1.bytes(target.knownName() + " " + key.strip() + "\n"));
    return file;
  }

  private void pass(InputStream source) {
    byte[] bytes = new byte[BUFFER];
    try {
      for (int read = source.read(bytes); read >= 0; read = source.read(bytes)) {
        errors.write(bytes, 0, read);
      }
    } catch (IOException _) {
      // The process is gone.
    }
  }

  /** Tells the command that nobody speaks with it any more, and waits until it is done, but not for long. */
  private static void end(Process process, @Nullable Path known) throws IOException {
    try (OutputStream _ = process.getOutputStream()) {
      delete(known);
    } catch (IOException gone) {
      process.destroy();
    }
    try {
      if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
        process.destroy();
      }
    } catch (InterruptedException interrupted) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }

  private static void delete(@Nullable Path known) throws IOException {
    if (known != null) {
      Files.deleteIfExists(known);
    }
  }
}
