package dev.firn.app.resident;

import dev.firn.base.text.Latin1;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A command for a resident evaluator, as the launcher's {@code ask.pl} sends it: numbers have four bytes, the highest first; texts are bytes,
 * one {@code char} a byte, after their length.
 *
 * @param identity who asks: {@link Place#identity}
 * @param arguments what follows {@code firn}
 * @param environment the environment variables
 * @param directory the working directory
 * @param coloured whether messages are coloured
 * @param interactive whether somebody sits in front of standard input and output
 */
record Request(
    String identity,
    List<String> arguments,
    Map<String, String> environment,
    String directory,
    boolean coloured,
    boolean interactive) {
  /** Changes with the form of requests and answers. Client and server are of the same build; this is for those that are not. */
  private static final int VERSION = 2;

  private static final int MOST_TEXTS = 1 << 20;
  private static final int LONGEST = 1 << 24;

  static Request read(DataInputStream source) throws IOException {
    if (source.readInt() != VERSION) {
      throw new IOException("a request of another version");
    }
    boolean coloured = source.readBoolean();
    boolean interactive = source.readBoolean();
    String identity = text(source);
    String directory = text(source);
    List<String> arguments = new ArrayList<>();
    for (int left = number(source, MOST_TEXTS); left > 0; left--) {
      arguments.add(text(source));
    }
    Map<String, String> environment = new HashMap<>();
    for (int left = number(source, MOST_TEXTS); left > 0; left--) {
      environment.put(text(source), text(source));
    }
    return new Request(identity, arguments, environment, directory, coloured, interactive);
  }

  /** Writes what {@link #read} reads. */
  void write(DataOutputStream target) throws IOException {
    target.writeInt(VERSION);
    target.writeBoolean(coloured);
    target.writeBoolean(interactive);
    write(target, identity);
    write(target, directory);
    target.writeInt(arguments.size());
    for (String argument : arguments) {
      write(target, argument);
    }
    target.writeInt(environment.size());
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      write(target, variable.getKey());
      write(target, variable.getValue());
    }
  }

  private static void write(DataOutputStream target, String text) throws IOException {
    target.writeInt(text.length());
    target.write(Latin1.bytes(text));
  }

  private static String text(DataInputStream source) throws IOException {
    return Latin1.string(source.readNBytes(number(source, LONGEST)));
  }

  private static int number(DataInputStream source, int most) throws IOException {
    int number = source.readInt();
    if (number < 0 || number > most) {
      throw new IOException("a request that is too large");
    }
    return number;
  }
}
