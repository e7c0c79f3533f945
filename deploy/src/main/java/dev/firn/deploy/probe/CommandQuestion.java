package dev.firn.deploy.probe;

import dev.firn.base.text.Latin1;
import dev.firn.deploy.probe.Answer.Kind;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether a program ends well. */
final class CommandQuestion {
  private static final int MOST = 4096;

  private CommandQuestion() {}

  static Answer ask(ProbeArguments arguments) throws InterruptedException {
    List<String> command = arguments.texts("command");
    if (command.isEmpty()) {
      return new Answer(Kind.DEAD, "the probe has no command");
    }
    Path output = null;
    try {
      output = Files.createTempFile("firn-probe", "");
      return ask(command, output);
    } catch (IOException failed) {
      return new Answer(Kind.NOT_YET, command.getFirst() + ": " + failed.getMessage());
    } finally {
      if (output != null) {
        boolean _ = output.toFile().delete();
      }
    }
  }

  private static Answer ask(List<String> command, Path output)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command.stream().map(Latin1::toUnicode).toList())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      int status = process.waitFor();
      String said = lastLine(output);
      String text =
          command.getFirst() + " ended with " + status + (said.isEmpty() ? "" : ": " + said);
      return new Answer(status == 0 ? Kind.READY : Kind.NOT_YET, text);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String lastLine(Path output) throws IOException {
    String text;
    try (var in = Files.newInputStream(output)) {
      text = Latin1.string(in.readNBytes(MOST)).strip();
    }
    return text.substring(text.lastIndexOf('\n') + 1);
  }
}
