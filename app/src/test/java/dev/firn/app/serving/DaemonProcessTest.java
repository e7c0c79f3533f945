package dev.firn.app.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.app.Child;
import dev.firn.app.Run;
import dev.firn.base.disk.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The daemon as service managers start and end it. */
@Timeout(120)
class DaemonProcessTest {
  /** Listens at a socket, and becomes a program that gets it as systemd passes sockets: Perl is on every Debian. */
  private static final String ACTIVATION =
      """
      use Socket; use POSIX ();
      $^F = 3;
      socket(my $socket, PF_UNIX, SOCK_STREAM, 0) or die;
      my $path = shift @ARGV;
      bind($socket, sockaddr_un("$path-new")) && listen($socket, 8) && rename("$path-new", $path) or die;
      POSIX::dup2(fileno($socket), 3) if fileno($socket) != 3;
      $ENV{LISTEN_FDS} = 1; $ENV{LISTEN_PID} = $$;
      exec @ARGV;
      """;

  @TempDir Path directory;

  @AfterEach
  void cleanUp() throws IOException {
    Disk.REAL.deleteTree(directory.resolve("store"));
  }

  private void use(Path socket) throws IOException {
    Files.writeString(directory.resolve("file"), "content");
    Run.Outcome added =
        new Run(directory).firn("store", "add", "--store", "unix://" + socket, "file");
    assertEquals(0, added.status(), added.errors());
  }

  private static void awaitSocket(Path socket) throws InterruptedException {
    while (!Files.exists(socket)) {
      Thread.sleep(20);
    }
  }

  @Test
  void endsWhenItIsAskedTo() throws IOException, InterruptedException {
    Path socket = directory.resolve("state/daemon-socket/socket");
    try (Child daemon = new Child(directory, "daemon")) {
      awaitSocket(socket);
      use(socket);
      daemon.terminate();
      int status = daemon.await();
      assertTrue(status == 0 || status == 143, () -> "status " + status);
    }
    assertFalse(Files.exists(socket));
  }

  @Test
  void listensAtTheSocketThatItIsGiven() throws IOException, InterruptedException {
    Path socket = directory.resolve("given");
    List<String> starter = List.of("perl", "-e", ACTIVATION, socket.toString());
    try (Child daemon = new Child(directory, starter, "daemon")) {
      awaitSocket(socket);
      use(socket);
      assertFalse(Files.exists(directory.resolve("state/daemon-socket/socket")));
      daemon.terminate();
      daemon.await();
    }
    assertTrue(Files.exists(socket), "the socket is not the daemon's");
  }
}
