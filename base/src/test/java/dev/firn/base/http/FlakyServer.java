package dev.firn.base.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A server that answers each request as a test says, also wrongly. */
final class FlakyServer implements AutoCloseable {
  /** A request: the first line and the headers. */
  record Request(String line, List<String> headers) {
    /** The value of a header, or an empty text. */
    String header(String name) {
      for (String header : headers) {
        if (header.toLowerCase(Locale.ROOT).startsWith(name + ": ")) {
          return header.substring(name.length() + 2);
        }
      }
      return "";
    }
  }

  /** Writes the whole answer. */
  @FunctionalInterface
  interface Answer {
    void write(Request request, OutputStream target) throws IOException, InterruptedException;
  }

  private final ServerSocket socket;
  private final List<Request> requests = new ArrayList<>();

  FlakyServer(Answer answer) throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(() -> serve(answer));
  }

  private void serve(Answer answer) {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        Request request = read(connection);
        synchronized (requests) {
          requests.add(request);
        }
        OutputStream target = connection.getOutputStream();
        answer.write(request, target);
        target.flush();
      } catch (IOException | InterruptedException ended) {
        // The next connection may go better.
      }
    }
  }

  private static Request read(Socket connection) throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
    List<String> lines = new ArrayList<>();
    int length = 0;
    for (String line = reader.readLine();
        line != null && !line.isEmpty();
        line = reader.readLine()) {
      lines.add(line);
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length: ")) {
        length = Integer.parseInt(line.substring(16));
      }
    }
    for (int i = 0; i < length; i++) {
      reader.read();
    }
    return new Request(lines.getFirst(), lines.subList(1, lines.size()));
  }

  /** Writes an answer with that content. */
  static void answer(OutputStream target, String status, String headers, byte[] content)
      throws IOException {
    target.write(
        ("HTTP/1.1 "
                + status
                + "\r\nConnection: close\r\n"
                + headers
                + "Content-Length: "
                + content.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    target.write(content);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
  }

  List<Request> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
