package dev.firn.app.copy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that gives and takes files, notes requests, and answers no more of a kind once it has seen so many. */
final class FileServer implements AutoCloseable {
  private final Map<String, byte[]> files;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> seen = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private volatile String stopKind = "";
  private volatile int stopAfter;
  private volatile CountDownLatch stopped = new CountDownLatch(0);
  private final AtomicInteger answered = new AtomicInteger();

  /** Serves files of those names; they may be changed. */
  FileServer(Map<String, byte[]> files) throws IOException {
    this.files = files;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Requests since the last call of {@link #stopAfter}, such as {@code GET nar/x.nar}. */
  List<String> requests() {
    return requests;
  }

  /** Begins to count anew: after so many requests that begin like that, others of the kind get no answer. */
  void stopAfter(int count, String kind) {
    requests.clear();
    seen.clear();
    answered.set(0);
    stopAfter = count;
    stopKind = kind;
    stopped = new CountDownLatch(1);
  }

  /** Answers all. */
  void goOn() {
    requests.clear();
    stopKind = "none";
  }

  /** Waits until a request gets no answer, and all before it have got theirs. */
  void awaitStop() throws InterruptedException {
    stopped.await();
    while (answered.get() < stopAfter) {
      Thread.sleep(10);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring(1);
    String request = exchange.getRequestMethod() + " " + name;
    requests.add(request);
    if (request.startsWith(stopKind) && seen.merge(stopKind, 1, Integer::sum) > stopAfter) {
      stopped.countDown();
      return;
    }
    answer(exchange, name);
    if (request.startsWith(stopKind)) {
      answered.incrementAndGet();
    }
  }

  private void answer(HttpExchange exchange, String name) throws IOException {
    try (exchange) {
      byte[] content = files.get(name);
      switch (exchange.getRequestMethod()) {
        case "PUT" -> {
          files.put(name, exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(201, -1);
        }
        case "HEAD" -> exchange.sendResponseHeaders(content == null ? 404 : 200, -1);
        default -> {
          if (content == null) {
            exchange.sendResponseHeaders(404, -1);
          } else {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
          }
        }
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
