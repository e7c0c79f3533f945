package dev.firn.store.nix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firn.base.text.Latin1;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.local.TestStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The Nix of this machine, working in a folder, on a private store. Tests that need it are skipped where there is none. */
public final class ReferenceNix {
  /** What a run gave; texts are bytes. */
  public record Result(int exit, byte[] output, String errors) {
    /** The output as text. */
    public String text() {
      return Latin1.string(output);
    }

    /** The lines of the output. */
    public List<String> lines() {
      return text().lines().toList();
    }
  }

  private final Path directory;

  /** A Nix that keeps all below that directory. */
  public ReferenceNix(Path directory) {
    this.directory = directory;
    assumeTrue(isThere(), "no nix-store on this machine");
  }

  private static boolean isThere() {
    for (String place : System.getenv().getOrDefault("PATH", "").split(":")) {
      if (Files.isExecutable(Path.of(place, "nix-store"))) {
        return true;
      }
    }
    return false;
  }

  /** Where the store is. */
  public StoreLocation location() {
    return TestStores.location(directory);
  }

  private ProcessBuilder builder(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("NIX") || name.startsWith("XDG"));
    environment.put("NIX_STORE_DIR", directory.resolve("store").toString());
    environment.put("NIX_STATE_DIR", directory.resolve("state").toString());
    environment.put("NIX_LOCALSTATE_DIR", directory.resolve("var").toString());
    environment.put("NIX_LOG_DIR", location().logs().toString());
    environment.put("NIX_CONF_DIR", directory.resolve("etc").toString());
    environment.put(
        "NIX_CONFIG",
        "sandbox = false\nbuild-users-group =\nsubstituters =\n"
            + "experimental-features = nix-command\nrequire-sigs = false\n");
    environment.put("HOME", directory.toString());
    environment.put("TERM", "dumb");
    environment.put("TMPDIR", temporary().toString());
    return builder;
  }

  private Path temporary() throws IOException {
    return Files.createDirectories(directory.resolve("tmp"));
  }

  /** Starts a program of Nix. */
  public Process start(String... command) throws IOException {
    return builder(List.of(command)).start();
  }

  /** Starts Nix's daemon, and waits until it can be reached. */
  public Process startDaemon() throws IOException, InterruptedException {
    // Two connections that come together when there is no database get into each other's way.
    get("nix-store", "--init");
    Process daemon = start("nix-daemon");
    while (daemon.isAlive() && !listens(daemonSocket())) {
      Thread.sleep(20);
    }
    return daemon;
  }

  /** Where that listens. */
  public Path daemonSocket() {
    return directory.resolve("state/daemon-socket/socket");
  }

  /** The file alone does not tell: it is there a moment before. */
  private static boolean listens(Path socket) {
    try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Runs a program of Nix with that input. */
  public Result runWith(byte[] input, String... command) {
    try {
      Path source = Files.write(Files.createTempFile(temporary(), "input", ""), input);
      Path output = Files.createTempFile(temporary(), "output", "");
      Path errors = Files.createTempFile(temporary(), "errors", "");
      Process process =
          builder(List.of(command))
              .redirectInput(source.toFile())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      Result result =
          new Result(
              process.waitFor(),
              Files.readAllBytes(output),
              Latin1.string(Files.readAllBytes(errors)));
      for (Path file : List.of(source, output, errors)) {
        Files.delete(file);
      }
      return result;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** Runs a program of Nix. */
  public Result run(String... command) {
    return runWith(new byte[0], command);
  }

  /** Runs a program of Nix, which must end well, and gives its output without the last newline. */
  public String get(String... command) {
    Result result = run(command);
    assertEquals(0, result.exit(), () -> Arrays.toString(command) + ": " + result.errors());
    return result.text().stripTrailing();
  }
}
