package dev.firn.deploy.probe;

import dev.firn.base.text.Latin1;
import dev.firn.deploy.probe.Answer.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether a page is served. Speaks HTTP/1.0 itself: the JDK's clients do not let a virtual host be asked for at an address that is not its own.
 */
final class HttpQuestion {
  private static final int MOST = 1 << 16;
  private static final int FIRST_GOOD = 200;
  private static final int FIRST_BAD = 400;
  private static final int USUAL_PORT = 80;

  private HttpQuestion() {}

  static Answer ask(ProbeArguments arguments) throws InterruptedException {
    String text = arguments.needed("url");
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException wrong) {
      return new Answer(Kind.DEAD, "'" + text + "' is no URL");
    }
    if (!"http".equals(url.getScheme()) || url.getHost() == null) {
      return new Answer(
          Kind.DEAD, "'" + text + "' is no http:// URL; for others there is the probe command");
    }
    return ask(arguments, text, url);
  }

  private static Answer ask(ProbeArguments arguments, String text, URI url)
      throws InterruptedException {
    int port = url.getPort() < 0 ? USUAL_PORT : url.getPort();
    try (SocketChannel channel = TcpQuestion.connect(url.getHost(), port)) {
      write(channel, request(arguments, url));
      return judge(arguments, text, read(channel));
    } catch (ClosedByInterruptException given) {
      throw new InterruptedException();
    } catch (IOException failed) {
      return new Answer(Kind.NOT_YET, text + ": " + failed.getMessage());
    }
  }

  private static String request(ProbeArguments arguments, URI url) {
    SortedMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Host", url.getRawAuthority());
    headers.put("User-Agent", "firn");
    headers.putAll(arguments.textMap("headers"));
    headers.put("Connection", "close");
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    StringBuilder text = new StringBuilder("GET " + path + query + " HTTP/1.0\r\n");
    headers.forEach((name, value) -> text.append(name + ": " + value + "\r\n"));
    return text.append("\r\n").toString();
  }

  private static void write(SocketChannel channel, String text) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(Latin1.bytes(text));
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static String read(SocketChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(MOST);
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      // Until all is there, or as much as anybody looks at.
    }
    return Latin1.string(buffer.array(), 0, buffer.position());
  }

  private static Answer judge(ProbeArguments arguments, String page, String response) {
    int status = status(response);
    if (status < 0) {
      return new Answer(Kind.NOT_YET, page + ": this is no answer in HTTP");
    }
    int wanted = arguments.number("status", 0);
    boolean good = wanted == 0 ? status >= FIRST_GOOD && status < FIRST_BAD : status == wanted;
    if (!good) {
      return new Answer(Kind.NOT_YET, page + ": status " + status);
    }
    String body = arguments.text("body");
    boolean has = body == null || body(response).contains(body);
    return has
        ? new Answer(Kind.READY, page + ": status " + status)
        : new Answer(Kind.NOT_YET, page + ": '" + body + "' is not in what it gives");
  }

  private static int status(String response) {
    int space = response.indexOf(' ');
    if (!response.startsWith("HTTP/") || space < 0 || response.length() < space + 4) {
      return -1;
    }
    try {
      return Integer.parseInt(response.substring(space + 1, space + 4));
    } catch (NumberFormatException none) {
      return -1;
    }
  }

  private static String body(String response) {
    int end = response.indexOf("\r\n\r\n");
    return end < 0 ? "" : response.substring(end);
  }
}
