package dev.firn.process.manager;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Programs that do not run: notes how they are called, and answers as it is told. */
public final class RecordedPrograms implements Programs {
  private final Function<List<String>, Output> answers;
  private final List<List<String>> calls = new ArrayList<>();

  /** Programs that give those answers to command lines. */
  public RecordedPrograms(Function<List<String>, Output> answers) {
    this.answers = answers;
  }

  /** Programs that end well and say nothing. */
  public RecordedPrograms() {
    this(_ -> new Output(0, "", ""));
  }

  /** All calls so far, in order. */
  public synchronized List<List<String>> calls() {
    return List.copyOf(calls);
  }

  /** All calls so far, and forgets them. */
  public synchronized List<List<String>> takeCalls() {
    List<List<String>> taken = calls();
    calls.clear();
    return taken;
  }

  @Override
  public synchronized Output run(List<String> command, String input, Duration timeout)
      throws IOException, InterruptedException {
    calls.add(List.copyOf(command));
    return answers.apply(command);
  }

  @Override
  public int follow(List<String> command, Consumer<String> line)
      throws IOException, InterruptedException {
    Output output = run(command, "", Duration.ZERO);
    output.out().lines().forEach(line);
    return output.status();
  }
}
