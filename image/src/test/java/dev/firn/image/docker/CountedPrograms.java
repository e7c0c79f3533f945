package dev.firn.image.docker;

import dev.firn.base.hash.HashAlgorithm;
import dev.firn.process.manager.Programs;
import dev.firn.process.manager.RealPrograms;
import dev.firn.store.nar.HashingStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Real programs, of whose input is known how long it was. */
final class CountedPrograms implements Programs {
  /** How many bytes were written to each program that was fed. */
  final List<Long> fed = Collections.synchronizedList(new ArrayList<>());

  private final Programs programs = new RealPrograms();

  @Override
  public Output run(List<String> command, String input, Duration timeout)
      throws IOException, InterruptedException {
    return programs.run(command, input, timeout);
  }

  @Override
  public Output feed(List<String> command, Input input, Duration timeout)
      throws IOException, InterruptedException {
    return programs.feed(
        command,
        out -> {
          HashingStream counted = new HashingStream(HashAlgorithm.SHA256, out);
          input.writeTo(counted);
          fed.add(counted.count());
        },
        timeout);
  }

  @Override
  public int follow(List<String> command, Consumer<String> line)
      throws IOException, InterruptedException {
    return programs.follow(command, line);
  }
}
