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
   * What became of a command.
   *
   * @param status its exit status
   * @param output what it printed
   * @param errors what it told people since it began to print: before, it told what whoever asks has told too
   */
  public record Answer(int status, byte[] output, byte[] errors) {}

  /**
   * What a resident evaluator says to a command, which comes from nowhere else: there must be one, of this build, of this user.
   *
   * @param arguments what follows {@code firn}
   * @return null if it printed nothing or there is none: then the command does without it
   */
  public static @Nullable Answer ask(List<String> arguments, Surroundings surroundings) {
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
    return new Request(
        Place.identity(),
        arguments,
        variables,
        surroundings.directory(),
        surroundings.messages().isColoured(),
        false);
  }

  private static @Nullable Answer ask(Place place, Request request) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(place.socket()));
      DataOutputStream target =
          new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
      request.write(target);
      target.flush();
      DataInputStream source = new DataInputStream(Channels.newInputStream(channel));
      int status = source.readInt();
      int length = source.readInt();
      if (length < 0 || length > LARGEST) {
        return null;
      }
      byte[] written = new byte[length];
      source.readFully(written);
      return answer(status, written);
    }
  }

  private static @Nullable Answer answer(int status, byte[] written) {
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    ByteArrayOutputStream output =
        new ByteArrayOutputStream(written.length) {
          @Override
          public void write(byte[] bytes, int offset, int length) {
            if (size() == 0) {
              errors.reset();
            }
            super.write(bytes, offset, length);
          }
        };
    Transcript.write(written, output, errors);
    return output.size() == 0
        ? null
        : new Answer(status, output.toByteArray(), errors.toByteArray());
  }
}
