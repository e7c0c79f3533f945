package dev.firn.fuzz;

import dev.firn.base.text.Latin1;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Tries inputs that are made of others by plain mutation: faster than guided ones, and blinder. */
public final class Unguided {
  /** Nanoseconds after which an input counts as slow. */
  private static final long SLOW = 1_000_000_000;

  private final Target target;
  private final Path folder;
  private final Watchdog watchdog = new Watchdog(this::keepLate);

  private Unguided(Target target, Path folder) {
    this.target = target;
    this.folder = folder;
  }

  /**
   * Tries a number of inputs within a number of seconds: {@code TARGET INPUTS SECONDS FOLDER}. The folder holds {@code seeds} and
   * {@code corpus} to start from, and {@code findings}. The last line printed says how many there were; exit code 1 says that one failed.
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[3]);
    Unguided run = new Unguided(Targets.named(args[0]), folder);
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    System.exit(
        run.run(new SplittableRandom(seed), Long.parseLong(args[1]), Long.parseLong(args[2])));
  }

  private int run(SplittableRandom random, long inputs, long seconds) throws IOException {
    Mutations mutations = new Mutations(random, startingPoints());
    long start = System.nanoTime();
    long tried = 0;
    boolean fine = true;
    while (fine && tried < inputs && System.nanoTime() - start < seconds * 1_000_000_000) {
      fine = isFine(mutations.next());
      tried++;
    }
    long took = (System.nanoTime() - start) / 1_000_000_000;
    System.out.println(tried + " inputs in " + took + " s, by mutation");
    return fine ? 0 : 1;
  }

  private List<String> startingPoints() throws IOException {
    List<String> inputs = new ArrayList<>();
    for (String name : List.of("seeds", "corpus")) {
      try (Stream<Path> files = Files.list(folder.resolve(name))) {
        for (Path file : files.sorted().toList()) {
          inputs.add(Latin1.string(Files.readAllBytes(file)));
        }
      }
    }
    return inputs;
  }

  private boolean isFine(String input) throws IOException {
    long start = System.nanoTime();
    watchdog.next(input);
    try {
      target.check(input);
    } catch (RuntimeException | Error failure) {
      failure.printStackTrace(System.out);
      keep("crash-", input);
      return false;
    }
    if (System.nanoTime() - start > SLOW) {
      keep("slow-", input);
    }
    return true;
  }

  private void keepLate(String input) {
    try {
      keep("timeout-", input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keep(String kind, String input) throws IOException {
    String name = kind + Integer.toHexString(input.hashCode());
    Files.write(folder.resolve("findings").resolve(name), Latin1.bytes(input));
  }
}
