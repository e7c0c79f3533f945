package dev.firn.app.resident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.app.console.Messages;
import dev.firn.app.console.Output;
import dev.firn.app.console.Surroundings;
import dev.firn.app.settings.Environment;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands ask the resident evaluator of their user and build, and no other; whatever it does, they go on. */
class ClientTest {
  @TempDir Path runtime;
  private final Map<String, String> variables = new HashMap<>();
  private Environment environment = Environment.of(Map.of());

  @BeforeEach
  void setUp() {
    variables.put("XDG_RUNTIME_DIR", runtime.toString());
    variables.put("WORD", "x");
    environment = Environment.of(variables);
  }

  /** An evaluator ends when it finds its socket gone. */
  @AfterEach
  void end() throws IOException {
    if (Files.exists(runtime.resolve("firn"))) {
      Files.deleteIfExists(Place.of(environment).socket());
    }
  }

  private static int run(String[] arguments, Surroundings surroundings) {
    surroundings.messages().warn("told here too");
    if (arguments[0].equals("silent")) {
      return 0;
    }
    surroundings
        .output()
        .print(arguments[0] + surroundings.environment().get("WORD") + surroundings.directory())
        .flush();
    surroundings.messages().say(surroundings.messages().isColoured() ? "coloured" : "plain");
    return arguments[0].equals("fail") ? 1 : 0;
  }

  private Place serve() throws IOException, InterruptedException {
    Place place = Place.make(environment);
    Thread.ofPlatform().daemon().start(() -> serve(place));
    while (!answers(place)) {
      Thread.sleep(10);
    }
    return place;
  }

  private static void serve(Place place) {
    try {
      Server.run(place.socket().toString(), place.lock().toString(), ClientTest::run);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static boolean answers(Place place) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(place.socket()));
    } catch (IOException notYet) {
      return false;
    }
  }

  private Client.@Nullable Answer ask(String word) {
    return Client.ask(
        List.of(word),
        new Surroundings(
            InputStream.nullInputStream(),
            new Output(new ByteArrayOutputStream()),
            new Messages(new ByteArrayOutputStream(), () -> true),
            environment,
            () -> false,
            "/there",
            null));
  }

  private static void assertAnswer(int status, String output, Client.@Nullable Answer answer) {
    assertEquals(status, Objects.requireNonNull(answer).status());
    assertEquals(output, new String(answer.output(), StandardCharsets.ISO_8859_1));
    assertEquals("coloured\n", new String(answer.errors(), StandardCharsets.ISO_8859_1));
  }

  @Test
  void hearsWhatBecameOfIt() throws Exception {
    serve();
    assertAnswer(0, "printx/there", ask("print"));
    assertAnswer(1, "failx/there", ask("fail"));
  }

  @Test
  void doesWithoutWhoSaysNothing() throws Exception {
    assertNull(ask("print"), "nobody is there");
    serve();
    assertNull(ask("silent"));
    variables.put("FIRN_RESIDENT", "0");
    assertNull(ask("print"), "nobody is wanted");
  }

  @Test
  void doesNotUseFolderThatOthersCanEnter() throws Exception {
    serve();
    Path folder = runtime.resolve("firn");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertNull(ask("print"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    assertTrue(ask("print") != null);
  }

  @Test
  void goesOnWhenTheEvaluatorDiesMeanwhile() throws Exception {
    Place place = Place.make(environment);
    try (ServerSocketChannel dying = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dying.bind(UnixDomainSocketAddress.of(place.socket()));
      Thread.ofPlatform().daemon().start(() -> hearAndDie(dying));
      assertNull(ask("print"));
    }
  }

  private static void hearAndDie(ServerSocketChannel server) {
    try (SocketChannel client = server.accept()) {
      Request _ = Request.read(new DataInputStream(Channels.newInputStream(client)));
      new DataOutputStream(Channels.newOutputStream(client)).writeInt(0);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static int answer(Place place, Request request) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(place.socket()));
      request.write(new DataOutputStream(Channels.newOutputStream(channel)));
      return new DataInputStream(Channels.newInputStream(channel)).readInt();
    }
  }

  private Request request(String identity) {
    return new Request(identity, List.of("print"), variables, "/", false, false);
  }

  @Test
  void runsNothingForAnotherBuildOrUser() throws Exception {
    Place place = serve();
    String own = Place.identity();
    assertEquals(0, answer(place, request(own)));
    assertEquals(-1, answer(place, request(own.replaceFirst("Uid:\\s*\\d+", "Uid:\t4711"))));
    assertEquals(-1, answer(place, request("/older/firn.jar" + own)));
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(place.socket()));
      new DataOutputStream(Channels.newOutputStream(channel)).writeInt(1);
      assertThrows(
          EOFException.class,
          () -> new DataInputStream(Channels.newInputStream(channel)).readInt(),
          "an older form of requests");
    }
  }
}
