package dev.firn.store.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.firn.base.http.HttpOptions;
import dev.firn.base.http.Retries;
import dev.firn.store.MemoryStore;
import dev.firn.store.StoreException;
import dev.firn.store.copy.CopyOptions;
import dev.firn.store.copy.PathCopier;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Caches that are written over HTTP, by themselves and in buckets. */
class UploadTest {
  private final Map<String, byte[]> files = new ConcurrentSkipListMap<>();
  private final Map<String, String> credentials =
      Map.of("AWS_ACCESS_KEY_ID", "me", "AWS_SECRET_ACCESS_KEY", "secret");
  private final MemoryStore store = new MemoryStore(StoreDir.DEFAULT);
  private final StorePath text = CacheFixture.addClosure(store);
  private HttpServer server;
  private volatile String required = "";
  private volatile int refused;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String name = exchange.getRequestURI().getPath();
      String credential = exchange.getRequestHeaders().getFirst("Authorization");
      byte[] sent = exchange.getRequestBody().readAllBytes();
      byte[] known = files.get(name);
      if (!required.isEmpty() && (credential == null || !credential.startsWith(required))) {
        refused++;
        exchange.sendResponseHeaders(403, -1);
      } else if (exchange.getRequestMethod().equals("PUT")) {
        files.put(name, sent);
        exchange.sendResponseHeaders(201, -1);
      } else if (known == null) {
        exchange.sendResponseHeaders(404, -1);
      } else if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(200, -1);
      } else {
        exchange.sendResponseHeaders(200, known.length);
        exchange.getResponseBody().write(known);
      }
    }
  }

  private String host() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private BinaryCache open(String url) {
    HttpOptions quick = HttpOptions.DEFAULT.withRetries(Retries.atOnce(2));
    return new CacheOpener(StoreDir.DEFAULT, quick, null, credentials).open(url);
  }

  private void pushAndPull(String url) {
    new PathCopier(store, open(url), CopyOptions.unchecked()).copyClosure(List.of(text));
    MemoryStore other = new MemoryStore(StoreDir.DEFAULT);
    new PathCopier(open(url), other, CopyOptions.unchecked()).copyClosure(List.of(text));
    assertEquals(store.info(text).narHash(), other.info(text).narHash());
  }

  @Test
  void serversAreFilled() {
    pushAndPull(host() + "/cache?compression=zstd");

    assertTrue(files.containsKey("/cache/nix-cache-info"));
    assertTrue(files.containsKey("/cache/" + text.hashPart() + ".narinfo"));
  }

  @Test
  void bucketsAreFilledBySignedRequests() {
    required = "AWS4-HMAC-SHA256 Credential=me/";

    pushAndPull("s3://bucket/folder?compression=none&region=eu-1&endpoint=" + host());

    assertTrue(files.containsKey("/bucket/folder/" + text.hashPart() + ".narinfo"));
    assertEquals(0, refused);
  }

  @Test
  void whatDoesNotAcceptFilesIsNoCache() {
    required = "nobody";

    StoreException failed = assertThrows(StoreException.class, () -> open(host()).isValid(text));

    assertEquals("'" + host() + "' does not appear to be a binary cache", failed.getMessage());
  }
}
