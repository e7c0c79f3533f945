package dev.firn.process.manager.supervisord;

import dev.firn.base.text.Latin1;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Calls supervisord's XML-RPC interface at its socket. {@code supervisorctl} would do too, but needs longer to start than most calls take,
 * and cannot make many calls at once. For many threads.
 */
final class Rpc {
  private static final int LARGEST_ANSWER = 64 << 20;
  private static final int PART = 64 << 10;

  /**
   * On how many connections many programs are asked for at once. In each round through its programs supervisord moves 4 kB on each, and
   * accepts one more.
   */
  private static final int CONNECTIONS = 16;

  private static final int FEWEST_NAMES = 8;

  private final Path socket;

  Rpc(Path socket) {
    this.socket = socket;
  }

  /** Whether somebody answers. */
  boolean answers() {
    try {
      call("supervisor.getAPIVersion");
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /**
   * One call.
   *
   * @throws RpcFault if it is refused
   * @throws IOException if nobody answers
   */
  Object call(String method, Object... parameters) throws IOException {
    try (SocketChannel channel = ask(method, parameters)) {
      return answer(channel);
    }
  }

  /** Sends a call; the answer comes on the channel. */
  private SocketChannel ask(String method, Object... parameters) throws IOException {
    StringBuilder body = new StringBuilder("<?xml version=\"1.0\"?>\n<methodCall><methodName>");
    body.append(method).append("</methodName><params>");
    for (Object parameter : parameters) {
      body.append("<param>");
      RpcValue.write(body, parameter);
      body.append("</param>");
    }
    body.append("</params></methodCall>");
    String head =
        "POST /RPC2 HTTP/1.0\r\nHost: localhost\r\nContent-Type: text/xml\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n";
    return send(ByteBuffer.wrap(Latin1.bytes(head + body)));
  }

  /**
   * The same call for many programs at once.
   *
   * @param others the parameters after the name
   * @return a value for each; those that are faults {@link RpcFault#isFault}
   */
  List<Object> callEach(String method, List<String> names, Object... others) throws IOException {
    List<Object> results = new ArrayList<>();
    List<SocketChannel> channels = new ArrayList<>();
    try {
      int size = Math.max(FEWEST_NAMES, Math.ceilDiv(names.size(), CONNECTIONS));
      for (int from = 0; from < names.size(); from += size) {
        List<String> part = names.subList(from, Math.min(from + size, names.size()));
        channels.add(ask("system.multicall", calls(method, part, others)));
      }
      for (SocketChannel channel : channels) {
        results.addAll((List<?>) answer(channel));
      }
    } finally {
      for (SocketChannel channel : channels) {
        channel.close();
      }
    }
    if (results.size() != names.size()) {
      throw new IOException("supervisord answered fewer calls than there were");
    }
    return results;
  }

  private static List<Object> calls(String method, List<String> names, Object... others) {
    List<Object> calls = new ArrayList<>();
    for (String name : names) {
      List<Object> parameters = new ArrayList<>(List.of(name));
      parameters.addAll(List.of(others));
      calls.add(Map.of("methodName", method, "params", parameters));
    }
    return calls;
  }

  private SocketChannel send(ByteBuffer request) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      while (request.hasRemaining()) {
        channel.write(request);
      }
      return channel;
    } catch (IOException failed) {
      channel.close();
      throw notAsked(failed);
    }
  }

  private IOException notAsked(IOException failed) {
    return new IOException(
        "supervisord cannot be asked at " + socket + ": " + failed.getMessage(), failed);
  }

  private Object answer(SocketChannel channel) throws IOException {
    String answer = received(channel);
    int end = answer.indexOf("\r\n\r\n");
    if (end < 0 || !answer.startsWith("HTTP/1.")) {
      throw new IOException("what answers at " + socket + " is no supervisord");
    }
    if (!answer.startsWith(" 200 ", "HTTP/1.x".length())) {
      String line = answer.substring(0, answer.indexOf('\r'));
      throw new IOException("supervisord at " + socket + " refuses calls: " + line);
    }
    return RpcValue.answer(answer.substring(end + 4));
  }

  private String received(SocketChannel channel) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ByteBuffer part = ByteBuffer.allocate(PART);
    try {
      while (channel.read(part) >= 0) {
        bytes.write(part.array(), 0, part.position());
        part.clear();
        if (bytes.size() > LARGEST_ANSWER) {
          throw new IOException("the answer is too long");
        }
      }
    } catch (IOException failed) {
      throw notAsked(failed);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }
}
