package dev.firn.base.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HttpTransferTest {
  private static final HttpOptions QUICK =
      HttpOptions.DEFAULT.withRetries(Retries.atOnce(4)).withHttp2(false);
  private static final byte[] CONTENT = content();

  private static byte[] content() {
    byte[] content = new byte[300_000];
    new Random(1).nextBytes(content);
    return content;
  }

  private static byte[] get(FlakyServer server, HttpOptions options) throws IOException {
    try (InputStream stream = new HttpTransfer(options).get(server.uri("/x"))) {
      return stream.readAllBytes();
    }
  }

  /** Sends what a range asks for, but no more than 100,000 bytes of it. */
  private static void sendPart(FlakyServer.Request request, OutputStream target)
      throws IOException {
    String range = request.header("range");
    int from = range.isEmpty() ? 0 : Integer.parseInt(range.substring(6, range.length() - 1));
    byte[] rest = Arrays.copyOfRange(CONTENT, from, CONTENT.length);
    String part =
        "Content-Range: bytes " + from + "-" + (CONTENT.length - 1) + "/" + CONTENT.length + "\r\n";
    target.write(
        ("HTTP/1.1 "
                + (from == 0 ? "200 OK\r\n" : "206 Partial Content\r\n" + part)
                + "ETag: \"a\"\r\nContent-Length: "
                + rest.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    target.write(rest, 0, Math.min(rest.length, 100_000));
  }

  @Test
  void aDownloadThatIsCutGoesOnWhereItWas() throws IOException {
    try (FlakyServer server = new FlakyServer(HttpTransferTest::sendPart)) {
      assertArrayEquals(CONTENT, get(server, QUICK));

      List<FlakyServer.Request> requests = server.requests();
      assertEquals("", requests.getFirst().header("range"));
      assertEquals("\"a\"", requests.getLast().header("if-range"));
      assertTrue(requests.getLast().header("range").startsWith("bytes="));
    }
  }

  @Test
  void aServerThatKnowsNoRangesSendsAllAgain() throws IOException {
    AtomicInteger count = new AtomicInteger();
    try (FlakyServer server =
        new FlakyServer((request, target) -> {
          boolean whole = count.incrementAndGet() == 3;
          target.write(
              ("HTTP/1.1 200 OK\r\nContent-Length: " + CONTENT.length + "\r\n\r\n")
                  .getBytes(StandardCharsets.ISO_8859_1));
          target.write(CONTENT, 0, whole ? CONTENT.length : 70_000 * count.get());
        })) {
      assertArrayEquals(CONTENT, get(server, QUICK));
      assertEquals(3, server.requests().size());
    }
  }

  @Test
  void anotherPartThanWasAskedForIsRefused() throws IOException {
    try (FlakyServer server =
        new FlakyServer((request, target) -> {
          if (request.header("range").isEmpty()) {
            sendPart(request, target);
          } else {
            FlakyServer.answer(
                target,
                "206 Partial Content",
                "Content-Range: bytes 200000-299999/300000\r\n",
                new byte[100_000]);
          }
        })) {
      assertThrows(HttpException.class, () -> get(server, QUICK));
    }
  }

  @Test
  void whatMayPassIsTriedAgainAndTheRestIsNot() throws IOException {
    for (String status : List.of("500", "502", "503", "504", "429", "408")) {
      assertEquals(4, attempts(status), status);
    }
    for (String status : List.of("400", "401", "403", "404", "410", "501")) {
      assertEquals(1, attempts(status), status);
    }
  }

  private static int attempts(String status) throws IOException {
    try (FlakyServer server =
        new FlakyServer(
            (request, target) -> FlakyServer.answer(target, status + " X", "", new byte[0]))) {
      HttpException failed = assertThrows(HttpException.class, () -> get(server, QUICK));
      assertEquals(Integer.parseInt(status), failed.status());
      return server.requests().size();
    }
  }

  @Test
  void whatIsNotThereIsNoError() throws IOException {
    try (FlakyServer server =
        new FlakyServer(
            (request, target) -> FlakyServer.answer(target, "404 X", "", new byte[0]))) {
      assertNull(new HttpTransfer(QUICK).getSmall(server.uri("/x"), 10));
      assertFalse(new HttpTransfer(QUICK).exists(server.uri("/x")));
    }
  }

  @Test
  void aSmallFileIsSmall() throws IOException {
    try (FlakyServer server =
        new FlakyServer(
            (request, target) -> FlakyServer.answer(target, "200 OK", "", new byte[11]))) {
      assertThrows(IOException.class, () -> new HttpTransfer(QUICK).getSmall(server.uri("/x"), 10));
      assertEquals(11, new HttpTransfer(QUICK).getSmall(server.uri("/x"), 11).length);
    }
  }

  @Test
  void whyNobodyAnswersIsSaid() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    assertEquals("cannot connect", reason("http://127.0.0.1:" + closed + "/x"));
    assertEquals(
        "there is no host of that name, or no name server answers",
        reason("http://no-such-host.invalid/x"));
  }

  private static String reason(String uri) {
    HttpTransfer transfer = new HttpTransfer(QUICK.withRetries(Retries.atOnce(1)));
    String message =
        assertThrows(IOException.class, () -> transfer.getSmall(URI.create(uri), 10)).getMessage();
    return message.substring(message.indexOf("': ") + 3);
  }

  @Test
  void aServerThatSaysNothingIsGivenUp() throws IOException {
    HttpOptions impatient =
        QUICK
            .withRetries(Retries.atOnce(2))
            .withLimits(new Limits(Duration.ofSeconds(5), Duration.ofMillis(200), 0, 0));
    try (FlakyServer server =
        new FlakyServer((request, target) -> {
          target.write(
              "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"
                  .getBytes(StandardCharsets.ISO_8859_1));
          target.flush();
          Thread.sleep(1500);
        })) {
      HttpException failed = assertThrows(HttpException.class, () -> get(server, impatient));
      assertTrue(failed.getMessage().contains("unable to download"), failed.getMessage());
    }
  }

  @Test
  void noMoreTransfersThanAllowedGoOnAtOnce() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (FlakyServer server =
            new FlakyServer((request, target) -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              Thread.sleep(20);
              running.decrementAndGet();
              FlakyServer.answer(target, "200 OK", "", new byte[1]);
            });
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      HttpTransfer transfer =
          new HttpTransfer(
              QUICK.withLimits(new Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), 2, 0)));
      List<Future<byte[]>> all = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        all.add(threads.submit(() -> transfer.getSmall(server.uri("/x"), 10)));
      }
      for (Future<byte[]> each : all) {
        assertEquals(1, each.get().length);
      }
    }
    assertTrue(most.get() <= 2, () -> most + " at once");
  }

  @Test
  void redirectionsAreFollowedButNeverToFiles() throws IOException {
    try (FlakyServer server =
        new FlakyServer((request, target) -> {
          if (request.line().contains("/x ")) {
            FlakyServer.answer(target, "302 X", "Location: /y\r\n", new byte[0]);
          } else if (request.line().contains("/y ")) {
            FlakyServer.answer(target, "200 OK", "", new byte[] {'y'});
          } else if (request.line().contains("/loop ")) {
            FlakyServer.answer(target, "302 X", "Location: /loop\r\n", new byte[0]);
          } else {
            FlakyServer.answer(target, "302 X", "Location: file:///etc/passwd\r\n", new byte[0]);
          }
        })) {
      assertArrayEquals(new byte[] {'y'}, get(server, QUICK));
      HttpTransfer transfer = new HttpTransfer(QUICK);
      assertThrows(HttpException.class, () -> transfer.get(server.uri("/file")));
      assertThrows(HttpException.class, () -> transfer.get(server.uri("/loop")));
    }
  }

  @Test
  void whatIsUploadedArrivesEvenIfItHasToBeSentTwice() throws IOException {
    AtomicInteger count = new AtomicInteger();
    try (FlakyServer server =
        new FlakyServer((request, target) ->
            FlakyServer.answer(
                target, count.incrementAndGet() == 1 ? "500 X" : "201 X", "", new byte[0]))) {
      new HttpTransfer(QUICK).put(server.uri("/x"), new Upload.Bytes(new byte[5], "text/plain"));

      FlakyServer.Request last = server.requests().getLast();
      assertEquals("PUT /x HTTP/1.1", last.line());
      assertEquals("text/plain", last.header("content-type"));
      assertEquals("5", last.header("content-length"));
      assertEquals(2, server.requests().size());
    }
  }

  @Test
  void credentialsGoToTheirMachineOnly() throws IOException {
    Netrc netrc =
        Netrc.parse(
            "# comment\nmachine other login a password b\n"
                + "machine 127.0.0.1\n  login me\n  password s3cret\nmachine last login x");
    try (FlakyServer server =
        new FlakyServer(
            (request, target) -> FlakyServer.answer(target, "200 OK", "", new byte[0]))) {
      get(server, QUICK.withAuthorizer(netrc));

      assertEquals("Basic bWU6czNjcmV0", server.requests().getFirst().header("authorization"));
    }
    netrc.authorize(
        "GET",
        URI.create("https://example.org/"),
        (name, value) -> {
          throw new AssertionError("credentials for nobody: " + name);
        });
  }
}
