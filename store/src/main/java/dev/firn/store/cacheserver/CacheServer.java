package dev.firn.store.cacheserver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.firn.store.IndexedStore;
import dev.firn.store.StoreException;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Answers requests for the files of a binary cache from a store. Each request has a thread of its own, and holds no more than a buffer. */
public final class CacheServer implements Closeable {
  private static final int BUFFER = 1 << 16;
  private static final int BACKLOG = 1024;

  static {
    // The server reads these when it is loaded. Without the first, answers wait for what the kernel
    // has yet to confirm.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "1024");
    System.setProperty("sun.net.httpserver.maxReqHeaderSize", "16384");
    System.setProperty("sun.net.httpserver.maxReqTime", "60");
    System.setProperty("jdk.httpserver.maxConnections", "4096");
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final ServedStore files;

  private CacheServer(HttpServer server, ServedStore files) {
    this.server = server;
    this.files = files;
    this.threads = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
  }

  /**
   * Begins to serve.
   *
   * @param address port 0 takes any that is free
   * @throws IOException if nobody can listen there
   */
  public static CacheServer start(
      IndexedStore store, InetSocketAddress address, ServerOptions options) throws IOException {
    CacheServer server =
        new CacheServer(HttpServer.create(address, BACKLOG), new ServedStore(store, options));
    server.server.setExecutor(server.threads);
    server.server.createContext("/", server::handle);
    server.server.start();
    return server;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      boolean head = method.equals("HEAD");
      Answer answer =
          head || method.equals("GET")
              ? answer(exchange)
              : Answer.problem(405, "this cache can only be read");
      send(exchange, answer, head);
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    try {
      return files.answer(path.startsWith("/") ? path.substring(1) : path);
    } catch (StoreException failed) {
      return Answer.problem(500, String.valueOf(failed.getMessage()));
    }
  }

  private static void send(HttpExchange exchange, Answer answer, boolean head) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    ByteRange range = null;
    if (answer.hasParts()) {
      exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
      range = ByteRange.parse(wanted(exchange, answer.tag()), answer.length());
    }
    if (answer.tag() != null) {
      exchange.getResponseHeaders().set("ETag", '"' + answer.tag() + '"');
    }
    if (range != null) {
      exchange.getResponseHeaders().set("Content-Range", range.header(answer.length()));
      answer = range.of(answer);
    }
    if (head) {
      if (answer.length() >= 0) {
        exchange.getResponseHeaders().set("Content-Length", Long.toString(answer.length()));
      }
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(
        answer.status(), answer.length() < 0 ? 0 : answer.length() == 0 ? -1 : answer.length());
    int buffer = (int) Math.min(BUFFER, answer.length() < 0 ? BUFFER : answer.length() + 1);
    try (OutputStream target = new BufferedOutputStream(exchange.getResponseBody(), buffer)) {
      answer.content().writeTo(target);
    }
  }

  /** The part that is asked for, if the client does not have the beginning of something else. */
  private static @Nullable String wanted(HttpExchange exchange, @Nullable String tag) {
    String condition = exchange.getRequestHeaders().getFirst("If-Range");
    boolean same = condition == null || condition.equals('"' + String.valueOf(tag) + '"');
    return same ? exchange.getRequestHeaders().getFirst("Range") : null;
  }

  /** Stops; requests that are being answered are cut. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
