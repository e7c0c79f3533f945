package dev.firn.deploy.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.ModelException;
import dev.firn.deploy.component.Place;
import dev.firn.deploy.component.Probe;
import dev.firn.deploy.driver.Capabilities;
import dev.firn.deploy.driver.Driver;
import dev.firn.deploy.driver.Health;
import dev.firn.deploy.driver.LogLine;
import dev.firn.deploy.driver.LogQuery;
import dev.firn.deploy.driver.Operation;
import dev.firn.deploy.driver.Present;
import dev.firn.deploy.driver.Result;
import dev.firn.deploy.probe.Answer.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbesTest {
  private static final ComponentPath PATH = ComponentPath.of("web");

  private Health.State state = Health.State.RUNNING;
  private int reports;

  /** Tells the state, and has one line in its log. */
  private final class Manager implements Driver {
    @Override
    public Capabilities capabilities() {
      return Capabilities.PLAIN;
    }

    @Override
    public Map<ComponentPath, Present> read(String deployment) {
      return Map.of();
    }

    @Override
    public List<Result> transition(String deployment, List<Operation> batch) {
      return List.of();
    }

    @Override
    public Map<ComponentPath, Health> health(String deployment) {
      reports++;
      return Map.of(PATH, new Health(state, null, null, 0, "status 3"));
    }

    @Override
    public void readLog(
        String deployment, Component component, LogQuery query, Consumer<LogLine> lines) {
      lines.accept(new LogLine(null, "listening on 80"));
    }
  }

  private final Driver manager = new Manager();
  private final Probes probes = new Probes(_ -> manager);

  private Answer ask(String kind, Map<String, Json> arguments) throws InterruptedException {
    Probe probe =
        new Probe(kind, new TreeMap<>(arguments), Duration.ofSeconds(1), Duration.ofMinutes(1), 1);
    return probes.ask(
        "app", Component.of(PATH, new Place("manager", "here"), "1").withProbe(probe));
  }

  private static Json text(String text) {
    return new Json.Str(text);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void connections() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertEquals(
          Kind.READY, ask("tcp", Map.of("port", new Json.Int(server.getLocalPort()))).kind());
    }
    Answer refused = ask("tcp", Map.of("port", new Json.Int(freePort())));
    assertEquals(Kind.NOT_YET, refused.kind());
    assertTrue(refused.text().contains("refused"), refused.text());
  }

  @Test
  void pagesOfVirtualHosts() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> serve(server));
      String url = "http://127.0.0.1:" + server.getLocalPort() + "/hello";
      Json headers = Json.object(Map.of("Host", text("web.local")));
      Map<String, Json> asked = new TreeMap<>(Map.of("url", text(url), "headers", headers));
      asked.put("body", text("GET /hello for web.local"));
      assertEquals(Kind.READY, ask("http", asked).kind());
      asked.put("body", text("something else"));
      assertEquals(Kind.NOT_YET, ask("http", asked).kind());
      asked.remove("body");
      asked.put("status", new Json.Int(201));
      assertEquals(url + ": status 200", ask("http", asked).text());
    }
  }

  /** Says what it was asked for. */
  private static void serve(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        String request = head(client.getInputStream());
        String page = request.substring(0, request.indexOf(" HTTP"));
        String host = request.substring(request.indexOf("Host: ") + 6);
        String answer = "HTTP/1.0 200 OK\r\n\r\n" + page + " for " + host.split("\r")[0] + ".";
        client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
      } catch (IOException _) {
        return;
      }
    }
  }

  /** All of a request: if something were left unread, the connection would be reset. */
  private static String head(InputStream source) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      int next = source.read();
      if (next < 0) {
        throw new EOFException();
      }
      text.append((char) next);
    }
    return text.toString();
  }

  @Test
  void commands() throws Exception {
    assertEquals(
        Kind.READY,
        ask("command", Map.of("command", new Json.Array(List.of(text("true"))))).kind());
    Json failing = new Json.Array(List.of(text("sh"), text("-c"), text("echo no; exit 4")));
    assertEquals("sh ended with 4: no", ask("command", Map.of("command", failing)).text());
  }

  @Test
  void pidFiles(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("pid");
    Map<String, Json> asked = Map.of("file", text(file.toString()));
    assertEquals(Kind.NOT_YET, ask("pidFile", asked).kind());
    Files.writeString(file, "nonsense");
    assertEquals(Kind.NOT_YET, ask("pidFile", asked).kind());
    Files.writeString(file, ProcessHandle.current().pid() + "\n");
    assertEquals(Kind.READY, ask("pidFile", asked).kind());
  }

  @Test
  void linesOfTheLog() throws Exception {
    assertEquals(Kind.READY, ask("log", Map.of("pattern", text("listening on \\d+"))).kind());
    assertEquals(Kind.NOT_YET, ask("log", Map.of("pattern", text("ready"))).kind());
    assertEquals(Kind.DEAD, ask("log", Map.of("pattern", text("("))).kind());
  }

  @Test
  void whatTheManagerSays() throws Exception {
    assertEquals(Kind.READY, ask("notify", Map.of()).kind());
    state = Health.State.STARTING;
    assertEquals(Kind.NOT_YET, ask("notify", Map.of()).kind());
    state = Health.State.WAITING;
    assertEquals(Kind.NOT_YET, ask("running", Map.of()).kind());
    assertEquals("it ended and will be started again: status 3", ask("running", Map.of()).text());
  }

  @Test
  void whatHasEndedIsNotWaitedFor() throws Exception {
    state = Health.State.FAILED;
    assertEquals(Kind.DEAD, ask("tcp", Map.of("port", new Json.Int(freePort()))).kind());
    assertEquals(1, reports);
  }

  @Test
  void wrongArgumentsAreNamed() {
    ModelException wrong =
        assertThrows(ModelException.class, () -> ask("log", Map.of("patern", text("x"))));
    assertEquals("the probe 'log' needs 'pattern': a text", wrong.getMessage());
  }
}
