package dev.firn.process.manager.single;

import dev.firn.process.manager.Programs;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Calls of control programs, for all of which failing is an error. */
public final class Calls {
  /** Beyond what a process may take to end. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Programs programs;

  /** Calls of those programs. */
  public Calls(Programs programs) {
    this.programs = programs;
  }

  /** What a program says, however it ends. */
  public Programs.Output ask(String... command) throws IOException, InterruptedException {
    return programs.run(List.of(command), "", PATIENCE);
  }

  /** What a program says that ended well. */
  public String tell(List<String> command) throws IOException, InterruptedException {
    Programs.Output output = programs.run(command, "", PATIENCE);
    if (!output.isSuccess()) {
      throw new IOException(String.join(" ", command) + ": " + output.complaint());
    }
    return output.out();
  }

  /** What a program says that ended well. */
  public String tell(String... command) throws IOException, InterruptedException {
    return tell(List.of(command));
  }
}
