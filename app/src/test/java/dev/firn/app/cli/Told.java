package dev.firn.app.cli;

import dev.firn.app.console.Messages;
import dev.firn.app.console.Output;
import dev.firn.app.console.Surroundings;
import dev.firn.app.recall.Memory;
import dev.firn.app.recall.Recall;
import dev.firn.app.recall.Transcript;
import dev.firn.app.settings.Environment;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command told.
 *
 * @param status its exit status
 * @param output what it printed, a char for each byte
 * @param errors what it said besides
 */
record Told(int status, String output, String errors) {
  /** By a process that remembers. */
  static Told by(
      Memory memory, Map<String, String> environment, Path directory, String... arguments) {
    Transcript transcript = new Transcript();
    int status =
        Dispatch.run(
            arguments,
            new Surroundings(
                InputStream.nullInputStream(),
                new Output(transcript.stream(Transcript.OUTPUT)),
                new Messages(transcript.stream(Transcript.ERRORS), () -> false),
                Environment.of(environment),
                () -> false,
                directory.toString(),
                new Recall(memory, transcript)));
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    Transcript.write(transcript.bytes(), output, errors);
    return of(status, output, errors);
  }

  /** By a new process. */
  static Told byNewProcess(Map<String, String> environment, Path directory, String... arguments) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int status =
        Main.run(
            arguments,
            InputStream.nullInputStream(),
            output,
            errors,
            environment,
            directory.toString());
    return of(status, output, errors);
  }

  private static Told of(int status, ByteArrayOutputStream output, ByteArrayOutputStream errors) {
    return new Told(
        status,
        output.toString(StandardCharsets.ISO_8859_1),
        errors.toString(StandardCharsets.ISO_8859_1));
  }
}
