package dev.firn.app.copy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.app.Child;
import dev.firn.app.Nix;
import dev.firn.app.Run;
import dev.firn.app.Run.Outcome;
import dev.firn.base.text.Latin1;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code firn cache serve} as a process, with Firn and Nix as its clients. */
@Timeout(300)
class CacheServeTest {
  @TempDir private Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private Child server;
  private String url;
  private String key;
  private String derivation;
  private String built;

  /** Serves what was built of two derivations, of which one needs the other. */
  @BeforeEach
  void start() throws IOException {
    Files.writeString(
        directory.resolve("x.nix"),
        """
        let
          build = name: text: derivation {
            inherit name;
            system = builtins.currentSystem;
            builder = "/bin/sh";
            args = [ "-c" "echo built ${name}; echo '${text}' > $out" ];
          };
        in build "two" "needs ${build "one" "1"}"
        """);
    derivation = ok("nix-instantiate", "x.nix");
    built = ok("nix-build", "--option", "sandbox", "false", "--no-out-link", "x.nix");
    key = ok("cache", "keygen", "served-1", "key");
    server =
        new Child(directory, "cache", "serve", "--listen", "127.0.0.1:0", "--secret-key", "key");
    url = server.line().substring("serving on ".length());
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  private String ok(String... arguments) {
    Outcome outcome = new Run(directory).firn(arguments);
    assertEquals(0, outcome.status(), outcome.errors());
    return outcome.line();
  }

  /** Another store with the same directory. */
  private String other() {
    return "local?store="
        + directory.resolve("store")
        + "&real="
        + directory.resolve("files")
        + "&state="
        + directory.resolve("other");
  }

  private Path inOther(String path) {
    return directory.resolve("files").resolve(Path.of(path).getFileName());
  }

  private String hashPart() {
    return Path.of(built).getFileName().toString().substring(0, 32);
  }

  private HttpResponse<byte[]> get(String name, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/" + name));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void firnCopiesAndSubstitutes() throws IOException {
    ok("copy", "--from", url, "--to", other(), "--option", "trusted-public-keys", key, built);

    assertEquals(Files.readString(Path.of(built)), Files.readString(inOther(built)));
    Outcome refused =
        new Run(directory)
            .firn(
                "copy", "--from", url, "--to", "local?state=" + directory.resolve("third"), built);
    assertEquals(1, refused.status());
    assertTrue(refused.errors().contains("lacks a signature by a trusted key"), refused.errors());
  }

  @Test
  void firnTakesFromItWhatItWouldBuild() throws IOException {
    ok("copy", "--to", other(), derivation);
    Outcome outcome =
        new Run(directory)
            .firn(
                "nix-store",
                "-r",
                derivation,
                "--store",
                other(),
                "--option",
                "substituters",
                url,
                "--option",
                "trusted-public-keys",
                key);

    assertEquals(0, outcome.status(), outcome.errors());
    assertEquals(built, outcome.line());
    assertTrue(outcome.errors().contains("copying path '" + built), outcome.errors());
    assertFalse(outcome.errors().contains("building"), outcome.errors());
  }

  @Test
  void nixCopies() throws IOException {
    Nix nix = new Nix(directory);

    nix.get(
        "nix",
        "copy",
        "--from",
        url,
        "--to",
        other(),
        built,
        "--option",
        "require-sigs",
        "true",
        "--option",
        "trusted-public-keys",
        key);

    assertEquals(Files.readString(Path.of(built)), Files.readString(inOther(built)));
    nix.get("nix-store", "--verify", "--check-contents", "--store", other());
  }

  @Test
  void nixSubstitutes() throws IOException {
    Nix nix = new Nix(directory);

    nix.get(
        "nix-store",
        "-r",
        built,
        "--store",
        other(),
        "--option",
        "substituters",
        url,
        "--option",
        "require-sigs",
        "true",
        "--option",
        "trusted-public-keys",
        key);

    assertTrue(Files.exists(inOther(built)));
  }

  @Test
  void filesOfACacheAreServed() throws IOException, InterruptedException {
    String narInfo = Latin1.string(get(hashPart() + ".narinfo").body());
    String archive = narInfo.replaceAll("(?s).*\nURL: ([^\n]*)\n.*", "$1");
    byte[] whole = get(archive).body();
    HttpResponse<byte[]> part = get(archive, "Range", "bytes=10-19");

    assertTrue(Latin1.string(get("nix-cache-info").body()).contains("WantMassQuery: 1"));
    assertTrue(narInfo.contains("\nSig: served-1:"), narInfo);
    assertEquals(206, part.statusCode());
    assertArrayEquals(Arrays.copyOfRange(whole, 10, 20), part.body());
    assertTrue(Latin1.string(get(hashPart() + ".ls").body()).contains("\"type\":\"regular\""));
    String log = "log/" + Path.of(derivation).getFileName();
    assertEquals("built two\n", Latin1.string(get(log).body()));
  }

  @Test
  void aConnectionServesSeveralRequests() throws IOException {
    URI at = URI.create(url);
    try (Socket socket = new Socket(at.getHost(), at.getPort())) {
      for (int i = 0; i < 3; i++) {
        socket
            .getOutputStream()
            .write(Latin1.bytes("GET /nix-cache-info HTTP/1.1\r\nHost: x\r\n\r\n"));
        String answer = until(socket.getInputStream(), "Priority: 30\n");
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
      }
    }
  }

  private static String until(InputStream stream, String end) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    while (!Latin1.string(read.toByteArray()).endsWith(end)) {
      int next = stream.read();
      assertTrue(next >= 0, () -> "the answer ends with " + read);
      read.write(next);
    }
    return Latin1.string(read.toByteArray());
  }

  @Test
  void itStopsWhenItIsTold() throws IOException, InterruptedException {
    assertEquals(200, get("nix-cache-info").statusCode());

    server.terminate();

    assertEquals(128 + 15, server.await());
    assertThrows(ConnectException.class, () -> get("nix-cache-info"));
    try (var left = Files.list(directory.resolve("tmp"))) {
      assertEquals(0, left.count());
    }
    ok("store", "verify");
  }
}
