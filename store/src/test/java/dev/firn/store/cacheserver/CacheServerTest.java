package dev.firn.store.cacheserver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.http.HttpOptions;
import dev.firn.base.text.Latin1;
import dev.firn.store.IndexedStore;
import dev.firn.store.MemoryStore;
import dev.firn.store.cache.BinaryCache;
import dev.firn.store.cache.CacheOpener;
import dev.firn.store.compress.Compression;
import dev.firn.store.compress.Compressor;
import dev.firn.store.copy.CopyOptions;
import dev.firn.store.copy.PathCopier;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.nix.ReferenceNix;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.sign.SecretKey;
import dev.firn.store.sign.TrustedKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CacheServerTest {
  private static final SecretKey KEY = SecretKey.generate("server-1");

  private final MemoryStore store = new MemoryStore(StoreDir.DEFAULT);
  private final HttpClient client = HttpClient.newHttpClient();

  private StorePath add() {
    byte[] content = new byte[500_000];
    new Random(1).nextBytes(content);
    StorePath file =
        store.addTree(
            "file",
            MemoryTree.file(content),
            TreeFilter.ALL,
            ContentAddressMethod.NAR,
            HashAlgorithm.SHA256,
            new TreeSet<>());
    return store.addText(
        "text", Latin1.bytes(store.dir().print(file)), new TreeSet<>(List.of(file)));
  }

  /** Knows one log. */
  private static final ServerOptions.LogSource LOGS =
      derivation ->
          derivation.name().equals("built.drv")
              ? new ByteArrayInputStream(Latin1.bytes("it was built"))
              : null;

  private static ServerOptions options(Compression compression) {
    return new ServerOptions(Compressor.of(compression), List.of(KEY), 30, LOGS);
  }

  private static CacheServer start(IndexedStore store, Compression compression) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return CacheServer.start(store, any, options(compression));
  }

  private static String url(CacheServer server) {
    return "http://127.0.0.1:" + server.address().getPort();
  }

  private HttpResponse<byte[]> get(CacheServer server, String name, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(server) + name));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @ParameterizedTest
  @EnumSource(names = {"NONE", "XZ", "ZSTD"})
  void whatIsServedIsPulled(Compression compression) throws IOException {
    StorePath text = add();
    MemoryStore other = new MemoryStore(StoreDir.DEFAULT);
    try (CacheServer server = start(store, compression);
        BinaryCache cache =
            new CacheOpener(StoreDir.DEFAULT, HttpOptions.DEFAULT, null, Map.of())
                .open(url(server))) {
      List<StorePath> copied =
          new PathCopier(
                  cache, other, CopyOptions.checked(TrustedKeys.of(List.of(KEY.publicKey()))))
              .copyClosure(List.of(text));

      assertEquals(2, copied.size());
      assertEquals(store.info(text).narHash(), other.info(text).narHash());
      assertEquals(30, cache.priority());
      assertTrue(cache.info(text).signatures().stream().anyMatch(s -> s.startsWith("server-1:")));
    }
  }

  @Test
  void archivesCanBeHadInParts() throws IOException, InterruptedException {
    StorePath file = store.info(add()).references().first();
    String name = "/nar/" + file.hashPart() + "-" + store.info(file).narHash().nix32() + ".nar";
    try (CacheServer server = start(store, Compression.NONE)) {
      HttpResponse<byte[]> whole = get(server, name);
      HttpResponse<byte[]> part = get(server, name, "Range", "bytes=1000-200999");
      String tag = whole.headers().firstValue("ETag").orElseThrow();
      HttpResponse<byte[]> same = get(server, name, "Range", "bytes=1000-", "If-Range", tag);
      HttpResponse<byte[]> other = get(server, name, "Range", "bytes=1000-", "If-Range", "\"x\"");

      assertEquals(store.info(file).narSize(), whole.body().length);
      assertEquals(206, part.statusCode());
      assertArrayEquals(Arrays.copyOfRange(whole.body(), 1000, 201_000), part.body());
      assertEquals(
          "bytes 1000-200999/" + whole.body().length,
          part.headers().firstValue("Content-Range").orElseThrow());
      assertEquals(206, same.statusCode());
      assertEquals(200, other.statusCode());
    }
  }

  @Test
  void whatIsNotThereIsNotFound() throws IOException, InterruptedException {
    StorePath text = add();
    String hash = store.info(text).narHash().nix32();
    try (CacheServer server = start(store, Compression.NONE)) {
      for (String name :
          List.of(
              "/",
              "/x",
              "/" + "0".repeat(32) + ".narinfo",
              "/" + "e".repeat(32) + ".narinfo",
              "/..%2f..%2fetc%2fpasswd",
              "/nar/" + text.hashPart() + "-" + "0".repeat(52) + ".nar",
              "/nar/" + text.hashPart() + "-" + hash + ".nar.xz",
              "/nar/",
              "/nar/-.nar",
              "/build-trace-v2/x.doi")) {
        assertEquals(404, get(server, name).statusCode(), name);
      }
      HttpRequest put =
          HttpRequest.newBuilder(URI.create(url(server) + "/x.narinfo"))
              .PUT(HttpRequest.BodyPublishers.ofString("x"))
              .build();
      assertEquals(405, client.send(put, HttpResponse.BodyHandlers.discarding()).statusCode());
    }
  }

  /** Requests with random changes, each on a connection of its own that says nothing more. */
  @Test
  void noRequestStopsTheServer() throws IOException, InterruptedException {
    byte[] request =
        Latin1.bytes(
            "GET /nix-cache-info HTTP/1.1\r\nHost: x\r\nRange: bytes=0-9\r\n"
                + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
    SplittableRandom random = new SplittableRandom(7);
    try (CacheServer server = start(store, Compression.NONE)) {
      for (int i = 0; i < 300; i++) {
        byte[] changed = Arrays.copyOf(request, random.nextInt(1, request.length + 1));
        for (int j = 0; j < random.nextInt(1, 5); j++) {
          changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        try (Socket socket =
            new Socket(server.address().getAddress(), server.address().getPort())) {
          socket.getOutputStream().write(changed);
        } catch (SocketException refused) {
          // The server may hang up at any byte.
        }
      }
      assertEquals(200, get(server, "/nix-cache-info").statusCode());
    }
  }

  @Test
  void aRequestHasABound() throws IOException, InterruptedException {
    try (CacheServer server = start(store, Compression.NONE)) {
      try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
        socket.setSoTimeout(60_000);
        OutputStream request = socket.getOutputStream();
        byte[] header = Latin1.bytes("X: " + "x".repeat(1000) + "\r\n");
        assertThrows(
            IOException.class,
            () -> {
              request.write(Latin1.bytes("GET / HTTP/1.1\r\n"));
              for (int i = 0; i < 100_000; i++) {
                request.write(header);
              }
            });
      }
      assertEquals(200, get(server, "/nix-cache-info").statusCode());
    }
  }

  @Test
  void whatBuildsPrintedIsTold() throws IOException, InterruptedException {
    String hash = "0".repeat(32);
    try (CacheServer server = start(store, Compression.NONE)) {
      HttpResponse<byte[]> log = get(server, "/log/" + hash + "-built.drv");

      assertEquals("it was built", Latin1.string(log.body()));
      assertEquals(
          "text/plain; charset=utf-8", log.headers().firstValue("Content-Type").orElseThrow());
      for (String name : List.of(hash + "-other.drv", "built.drv", "", "../etc/passwd")) {
        assertEquals(404, get(server, "/log/" + name).statusCode(), name);
      }
    }
  }

  @Test
  void listingsAreMadeWhenTheyAreAskedFor() throws IOException, InterruptedException {
    StorePath text = add();
    try (CacheServer server = start(store, Compression.NONE)) {
      String listing = Latin1.string(get(server, "/" + text.hashPart() + ".ls").body());

      assertEquals(
          "{\"root\":{\"executable\":false,\"narOffset\":96,\"size\":48,\"type\":\"regular\"},"
              + "\"version\":1}",
          listing.replaceAll("\"size\":\\d+", "\"size\":48"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NONE", "XZ", "ZSTD"})
  void nixCopiesAndSubstitutes(Compression compression, @TempDir Path directory)
      throws IOException {
    ReferenceNix nix = new ReferenceNix(directory);
    Path file = Files.writeString(directory.resolve("some-file"), "content");
    StorePath path = nix.location().dir().parse(nix.get("nix-store", "--add", file.toString()));
    String full = nix.location().dir().print(path);
    LocalStore copy =
        new LocalStore(
            new StoreLocation(
                nix.location().dir(), directory.resolve("files"), directory.resolve("other")));
    try (LocalStore original = new LocalStore(nix.location())) {
      new PathCopier(original, copy, CopyOptions.unchecked()).copyClosure(List.of(path));
    }
    try (copy;
        CacheServer server = start(copy, compression)) {
      nix.get("nix-store", "--delete", full);
      nix.get("nix", "copy", "--from", url(server), full);
      assertTrue(Files.exists(nix.location().files(path)));

      nix.get("nix-store", "--delete", full);
      assertFalse(Files.exists(nix.location().files(path)));
      nix.get(
          "nix-store",
          "-r",
          full,
          "--option",
          "substituters",
          url(server),
          "--option",
          "require-sigs",
          "true",
          "--option",
          "trusted-public-keys",
          KEY.publicKey().text());
      assertEquals("content", Files.readString(nix.location().files(path)));
    }
  }
}
