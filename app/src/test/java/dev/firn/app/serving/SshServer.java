package dev.firn.app.serving;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The system's {@code sshd} on loopback, with keys and settings of its own. Commands that it runs get certain variables. */
final class SshServer implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/sshd");
  private static final Path ROOM = Path.of("/run/sshd");
  private static final int STEP = 50;
  private static final int MOST_TRIES = 5;

  private final Path folder;
  private int port;
  private final boolean madeRoom;
  private Process process;

  /** Starts one in an empty folder; the test is left out where there is none or it may not be started. */
  SshServer(Path folder, Map<String, String> variables) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(PROGRAM), "no sshd on this machine");
    assumeTrue(Files.isWritable(ROOM.getParent()), "only root can make room for sshd");
    this.folder = Files.createDirectories(folder);
    makeKey("host");
    makeKey("user");
    Files.copy(folder.resolve("user.pub"), folder.resolve("authorized"));
    madeRoom = !Files.exists(ROOM);
    Files.createDirectories(ROOM);
    // Somebody else may take the port before sshd does.
    for (int tries = 0; !start(variables) && tries < MOST_TRIES; tries++) {
      process.waitFor();
    }
  }

  /** Starts one at a port that is free now; whether it answers before it ends. */
  private boolean start(Map<String, String> variables) throws IOException, InterruptedException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    StringBuilder set = new StringBuilder("SetEnv");
    variables.forEach((name, value) -> set.append(' ').append(name).append('=').append(value));
    Path settings =
        Files.write(
            folder.resolve("settings"),
            List.of(
                "Port " + port,
                "ListenAddress 127.0.0.1",
                "HostKey " + folder.resolve("host"),
                "AuthorizedKeysFile " + folder.resolve("authorized"),
                "PidFile none",
                "UsePAM no",
                "StrictModes no",
                "PermitRootLogin yes",
                "PasswordAuthentication no",
                "MaxStartups 100",
                set.toString()));
    process =
        new ProcessBuilder(PROGRAM.toString(), "-D", "-e", "-f", settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    while (process.isAlive() && !answers()) {
      Thread.sleep(STEP);
    }
    return process.isAlive();
  }

  private void makeKey(String name) throws IOException, InterruptedException {
    new ProcessBuilder(
            "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.resolve(name).toString())
        .start()
        .waitFor();
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), STEP);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** What clients need besides: options for {@code ssh}. */
  String options() {
    return "-F none -p " + port;
  }

  /** The parameters of stores behind it. */
  String parameters(boolean rightKey) throws IOException {
    return "ssh-key=" + key() + "&base64-ssh-public-host-key=" + hostKey(rightKey);
  }

  /** The file of the key that it lets in. */
  String key() {
    return folder.resolve("user").toString();
  }

  /** Its own public key, or another one. */
  String hostKey(boolean right) throws IOException {
    byte[] key = Files.readAllBytes(folder.resolve(right ? "host.pub" : "user.pub"));
    return Base64.getEncoder().encodeToString(key);
  }

  /** What it said. */
  String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException interrupted) {
      throw new IOException(interrupted);
    }
    if (madeRoom) {
      Files.deleteIfExists(ROOM);
    }
  }
}
