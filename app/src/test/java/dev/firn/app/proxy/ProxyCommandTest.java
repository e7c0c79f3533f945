package dev.firn.app.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.firn.app.Child;
import dev.firn.app.Run;
import dev.firn.app.Run.Outcome;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyCommandTest {
  private static final String SERVING = "serving on ";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private void routes(String path, int port) throws IOException {
    String route =
        "{\"path\": \"" + path + "\", \"address\": \"127.0.0.1\", \"port\": " + port + "}";
    Files.writeString(
        folder.resolve("routes.json"), "{\"version\": 1, \"routes\": [" + route + "]}");
  }

  private static int status(String address) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }

  private static void await(String address, int status) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (status(address) != status) {
      assertTrue(Instant.now().isBefore(end), () -> address + " does not answer " + status);
      Thread.sleep(20);
    }
  }

  private static void awaitError(Child proxy, String text) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (!proxy.errors().contains(text)) {
      assertTrue(Instant.now().isBefore(end), () -> "it does not say: " + text);
      Thread.sleep(20);
    }
  }

  @Test
  void hangingUpReadsTheRoutesAgainAndTerminatingEnds() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    int port = server.getAddress().getPort();
    routes("/one", port);
    try (Child proxy = new Child(folder, "proxy", "--listen", "127.0.0.1:0", "routes.json")) {
      String line = proxy.line();
      assertTrue(line.startsWith(SERVING), line);
      String address = line.substring(SERVING.length());
      await(address + "/one", 204);
      assertEquals(404, status(address + "/two"));

      routes("/two", port);
      proxy.signal("HUP");
      await(address + "/two", 204);
      assertEquals(404, status(address + "/one"));

      Files.writeString(folder.resolve("routes.json"), "{");
      proxy.signal("HUP");
      awaitError(proxy, "the routes stay as they were");
      assertEquals(204, status(address + "/two"));

      proxy.terminate();
      assertEquals(143, proxy.await());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void checkingServesNothing() throws IOException {
    routes("", 1);

    Outcome outcome =
        new Run(folder).firn("proxy", "--check", "--listen", "127.0.0.1:0", "routes.json");

    assertEquals(new Outcome(0, "", ""), outcome);
  }

  @Test
  void withoutARoutesFileNothingIsServed() {
    Outcome outcome = new Run(folder).firn("proxy", "--listen", "127.0.0.1:0", "nowhere.json");

    assertEquals(1, outcome.status());
    assertTrue(outcome.errors().contains("nowhere.json"), outcome.errors());
    assertFalse(outcome.errors().contains("bug"), outcome.errors());
  }
}
