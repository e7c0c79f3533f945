package dev.firn.process.manager.cygrunsrv;

import dev.firn.deploy.component.ModelException;
import dev.firn.process.description.Command;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Stop;
import dev.firn.process.manager.OutputFile;
import dev.firn.process.manager.Shell;
import dev.firn.process.manager.script.Preparation;
import dev.firn.process.manager.single.Overrides;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@code cygrunsrv --install} is told about a process: a file with one argument on each line, as upstream has it. */
final class Parameters {
  private final ProcessDescription process;
  private final List<String> lines = new ArrayList<>();

  private Parameters(ProcessDescription process) {
    this.process = process;
  }

  /** What Windows calls the service of a process. */
  static String serviceName(String name) {
    return "nix-process-" + name;
  }

  /**
   * The text of the file.
   *
   * @param script the path of the script that the service runs; null if it runs the program of the process
   * @throws ModelException if something has more than one line, or Cygwin cannot do it
   */
  static String of(ProcessDescription process, @Nullable String script) {
    Parameters parameters = new Parameters(process);
    parameters.command(script);
    Preparation.environment(process)
        .forEach((name, value) -> parameters.add("--env", name + "=" + value));
    parameters.add("--stdout", OutputFile.of(process));
    parameters.add("--stderr", OutputFile.of(process));
    if (!process.stop().signal().equals(Stop.DEFAULT.signal())) {
      parameters.add("--termsig", process.stop().signal());
    }
    Overrides.of(process).forEach((name, value) -> parameters.add("--" + name, value));
    process.dependencies().forEach(name -> parameters.add("--dep", serviceName(name)));
    return String.join("\n", parameters.lines) + "\n";
  }

  private void command(@Nullable String script) {
    Command command =
        script != null
            ? new Command(script, List.of())
            : Objects.requireNonNull(process.foreground());
    add("--path", command.program());
    add("--disp", serviceName(process.name()));
    if (!command.arguments().isEmpty()) {
      add("--args", Shell.words(command.arguments()));
    }
  }

  private void add(String option, String value) {
    if (value.indexOf('\n') >= 0) {
      throw new ModelException(
          "cygrunsrv takes one line for each setting, and one of '"
              + process.name()
              + "' has more: "
              + option);
    }
    lines.add(option);
    lines.add(value);
  }
}
