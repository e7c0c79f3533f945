package dev.firn.app.resident;

import dev.firn.app.console.Surroundings;
import dev.firn.app.recall.Transcript;
import dev.firn.app.settings.Environment;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the resident evaluator of the user for what a command that goes on by itself needs. */
public final class Client {
  private static final int LARGEST = 64 << 20;

  private Client() {}

  /**
   * What a resident evaluator says to a command, which comes from nowhere else: there must be one, of this build, of this user.
   *
   * @param arguments what follows {@code firn}
   * @return what it printed; null if it did not succeed, told something besides, or there is none: then the command does without it
   */
  public static byte @Nullable [] ask(List<String> arguments, Surroundings surroundings) {
    Environment environment = surroundings.environment();
    Map<String, String> variables = environment.all();
    if (variables == null || "0".equals(environment.get("FIRN_RESIDENT"))) {
      return null;
    }
    try {
      Place place = Place.of(environment);
      return Files.exists(place.socket())
          ? ask(place, request(arguments, variables, surroundings))
          : null;
    } catch (IOException gone) {
      return null;
    }
  }

  private static Request request(
      List<String> arguments, Map<String, String> variables, Surroundings surroundings)
      throws IOException {
    // Nobody sees what it tells.
    return new Request(
        Place.identity(), arguments, variables, surroundings.directory(), false, false);
  }

  private static byte @Nullable [] ask(Place place, Request request) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(place.socket()));
      DataOutputStream target =
          new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
      request.write(target);
      target.flush();
      DataInputStream source = new DataInputStream(Channels.newInputStream(channel));
      int status = source.readInt();
      int length = source.readInt();
      if (status != 0 || length < 0 || length > LARGEST) {
        return null;
      }
      byte[] written = new byte[length];
      source.readFully(written);
      return printed(written);
    }
  }

  private static byte @Nullable [] printed(byte[] written) {
    ByteArrayOutputStream output = new ByteArrayOutputStream(written.length);
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    Transcript.write(written, output, errors);
    return errors.size() == 0 ? output.toByteArray() : null;
  }
}
