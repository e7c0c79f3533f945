package dev.firn.proxy.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.firn.proxy.route.Route;
import dev.firn.proxy.route.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Speaks to the proxy by hand: what a client library would mend shall be seen. */
@Timeout(60)
class ReverseProxyTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  /** More milliseconds than a server takes that has anything to say, however busy the machine is. */
  private static final long SILENCE = 30_000;

  private static final int CLIENTS = 200;

  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;
  private ReverseProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(HERE, 0), CLIENTS);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    proxy = proxy(SILENCE);
  }

  private ReverseProxy proxy(long silence) {
    return ReverseProxy.start(
        new InetSocketAddress(HERE, 0), to(server.getAddress().getPort()), silence, log::add);
  }

  @AfterEach
  void stop() {
    proxy.close();
    server.stop(0);
  }

  private static Routes to(int port) {
    return new Routes(List.of(new Route("a.example", "", "127.0.0.1", port)));
  }

  /** The whole answer to a request of those lines, read until the proxy closes. */
  private String ask(String... lines) throws IOException {
    try (Socket socket = new Socket(HERE, proxy.port())) {
      socket
          .getOutputStream()
          .write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private String get(String host) throws IOException {
    return ask("GET / HTTP/1.1", "Host: " + host, "Connection: close");
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(ISO_8859_1);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Test
  void aRequestGoesWhereItsHostLeadsWithPathAndQueryAsWritten() throws IOException {
    server.createContext("/", exchange -> answer(exchange, "at " + exchange.getRequestURI()));

    String answer =
        ask("GET /a%2Fb/%C3%BC?q=%20x HTTP/1.1", "Host: A.example:80", "Connection: close");

    assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    assertTrue(answer.endsWith("at /a%2Fb/%C3%BC?q=%20x"), answer);
  }

  @Test
  void aPathThatHidesWhereItLeadsIsRefused() throws IOException {
    String answer = ask("GET /a/%2e%2e/b HTTP/1.1", "Host: a.example", "Connection: close");

    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
  }

  @Test
  void aHostWithoutARouteIsNotFound() throws IOException {
    String answer = get("b.example");

    assertTrue(answer.startsWith("HTTP/1.1 404 "), answer);
    assertTrue(answer.contains("no site"), answer);
  }

  @Test
  void theServerLearnsWhoAskedAndNothingThatConcernsTheConnection() throws IOException {
    server.createContext("/", exchange -> answer(exchange, headers(exchange)));

    String answer =
        ask(
            "GET / HTTP/1.1",
            "Host: a.example",
            "X-Forwarded-For: 6.6.6.6",
            "Forwarded: for=6.6.6.6",
            "Connection: close, X-Hop",
            "X-Hop: 1",
            "Proxy-Authorization: secret",
            "X-Mine: kept");

    assertTrue(answer.contains("host: [a.example]"), answer);
    assertTrue(answer.contains("x-forwarded-for: [127.0.0.1]"), answer);
    assertTrue(answer.contains("x-forwarded-host: [a.example]"), answer);
    assertTrue(answer.contains("x-forwarded-proto: [http]"), answer);
    assertTrue(answer.contains("x-mine: [kept]"), answer);
    assertFalse(answer.contains("6.6.6.6"), answer);
    assertFalse(answer.contains("x-hop"), answer);
    assertFalse(answer.contains("secret"), answer);
  }

  private static String headers(HttpExchange exchange) {
    StringBuilder text = new StringBuilder();
    exchange
        .getRequestHeaders()
        .forEach((name, values) ->
            text.append(name.toLowerCase(Locale.ROOT)).append(": ").append(values).append('\n'));
    return text.toString();
  }

  @Test
  void bodiesStreamBothWays() throws Exception {
    server.createContext("/", ReverseProxyTest::echoInPieces);
    try (Socket socket = new Socket(HERE, proxy.port())) {
      OutputStream out = socket.getOutputStream();
      InputStream in = socket.getInputStream();
      out.write(
          "POST / HTTP/1.1\r\nHost: a.example\r\nContent-Length: 6\r\n\r\n".getBytes(ISO_8859_1));
      for (String piece : List.of("one", "two")) {
        out.write(piece.getBytes(ISO_8859_1));
        out.flush();
        // The second piece is sent only after the first has come back.
        readUntil(in, piece);
      }
      readUntil(in, "0\r\n\r\n");
    }
  }

  private static void echoInPieces(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    byte[] buffer = new byte[3];
    try (InputStream in = exchange.getRequestBody();
        OutputStream out = exchange.getResponseBody()) {
      while (in.readNBytes(buffer, 0, buffer.length) == buffer.length) {
        out.write(buffer);
        out.flush();
      }
    }
  }

  private static void readUntil(InputStream in, String text) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(text) < 0) {
      int next = in.read();
      assertTrue(next >= 0, () -> "ended after " + read);
      read.append((char) next);
    }
  }

  @Test
  void aServerThatIsGoneIsABadGatewayAndALine() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, HERE)) {
      closed = socket.getLocalPort();
    }
    proxy.take(to(closed));

    String answer = get("a.example");

    assertTrue(answer.startsWith("HTTP/1.1 502 "), answer);
    assertEquals(1, log.size());
    assertTrue(log.getFirst().startsWith("a.example -> 127.0.0.1:" + closed + ": "), log::toString);
  }

  @Test
  void aServerThatSaysNothingIsAGatewayTimeout() throws IOException {
    Semaphore over = new Semaphore(0);
    server.createContext("/", _ -> over.acquireUninterruptibly());
    proxy.close();
    proxy = proxy(200);

    String answer = get("a.example");
    over.release();

    assertTrue(answer.startsWith("HTTP/1.1 504 "), answer);
  }

  @Test
  void anAnswerThatBreaksOffDoesNotLookWhole() throws IOException {
    try (ServerSocket broken = new ServerSocket(0, 1, HERE)) {
      Thread.ofVirtual().start(() -> breakOff(broken));
      proxy.take(to(broken.getLocalPort()));

      String answer = get("a.example");

      assertTrue(answer.contains("half"), answer);
      assertFalse(answer.endsWith("0\r\n\r\n"), answer);
    }
  }

  private static void breakOff(ServerSocket listening) {
    try (Socket socket = listening.accept()) {
      readUntil(socket.getInputStream(), "\r\n\r\n");
      socket
          .getOutputStream()
          .write(
              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"
                  .getBytes(ISO_8859_1));
    } catch (IOException _) {
      // The test sees that nothing comes.
    }
  }

  @Test
  void newRoutesHoldFromTheNextRequestOnOneConnection() throws Exception {
    server.createContext("/", exchange -> answer(exchange, "whole"));
    try (Socket socket = new Socket(HERE, proxy.port())) {
      OutputStream out = socket.getOutputStream();
      out.write("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n".getBytes(ISO_8859_1));
      readUntil(socket.getInputStream(), "whole");
      proxy.take(new Routes(List.of()));
      out.write("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n".getBytes(ISO_8859_1));
      readUntil(socket.getInputStream(), "HTTP/1.1 404 ");
    }
  }

  @Test
  void aPortInUseIsNamed() {
    String message =
        assertThrows(
                ProxyException.class,
                () ->
                    ReverseProxy.start(
                        new InetSocketAddress(HERE, proxy.port()), to(1), SILENCE, log::add))
            .getMessage();

    assertEquals(
        "cannot listen at 127.0.0.1:" + proxy.port() + ": Address already in use",
        message.replace("localhost", "127.0.0.1"));
  }

  @Test
  void manyClientsAtOnceAreServed() throws Exception {
    server.createContext("/", exchange -> answer(exchange, "whole"));
    List<String> answers = Collections.synchronizedList(new ArrayList<>());
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        clients.submit(() -> answers.add(get("a.example")));
      }
      clients.shutdown();
      assertTrue(clients.awaitTermination(30, TimeUnit.SECONDS));
    }
    assertEquals(CLIENTS, answers.size());
    answers.forEach(answer -> assertTrue(answer.endsWith("whole"), answer));
  }
}
