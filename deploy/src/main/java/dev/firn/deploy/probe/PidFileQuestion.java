package dev.firn.deploy.probe;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import dev.firn.deploy.probe.Answer.Kind;
import java.io.IOException;
import java.nio.file.Files;

/** Whether a daemon has written down which process it is. */
final class PidFileQuestion {
  private PidFileQuestion() {}

  static Answer ask(ProbeArguments arguments) {
    String file = arguments.needed("file");
    try {
      String text = Latin1.string(Files.readAllBytes(BytePaths.of(file))).strip();
      boolean runs = ProcessHandle.of(Long.parseLong(text)).isPresent();
      return runs
          ? new Answer(Kind.READY, "it is process " + text)
          : new Answer(Kind.NOT_YET, "there is no process " + text + ", as " + file + " says");
    } catch (IOException missing) {
      return new Answer(Kind.NOT_YET, file + " cannot be read yet");
    } catch (NumberFormatException none) {
      return new Answer(Kind.NOT_YET, "in " + file + " stands no number");
    }
  }
}
