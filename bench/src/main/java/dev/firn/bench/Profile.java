package dev.firn.bench;

import dev.firn.app.cli.Main;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Runs a command again and again in this process, with the recorder of the JVM, and prints where its time went and what it allocated
 * where: {@code bench/profile}.
 */
public final class Profile {
  private static final String TIME = "jdk.ExecutionSample";
  private static final String ALLOCATION = "jdk.ObjectAllocationSample";
  private static final int LINES = 20;

  private Profile() {}

  /**
   * Profiles.
   *
   * @param arguments a folder for the results, how often to run, and the command: what follows {@code firn}
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int runs = Integer.parseInt(arguments[1]);
    String[] command = List.of(arguments).subList(2, arguments.length).toArray(String[]::new);
    Path file = folder.resolve("profile.jfr");
    try (Recording recording = new Recording()) {
      recording.enable(TIME).withPeriod(Duration.ofMillis(10));
      recording.enable(ALLOCATION).with("throttle", "1000/s").withStackTrace();
      recording.start();
      for (int i = 0; i < runs; i++) {
        run(command);
      }
      recording.stop();
      recording.dump(file);
    }
    report(file, folder);
  }

  private static void run(String[] command) {
    int status =
        Main.run(
            command,
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            System.err,
            System.getenv(),
            Path.of("").toAbsolutePath().toString());
    if (status != 0) {
      throw new IllegalArgumentException("the command ended with " + status);
    }
  }

  private static void report(Path file, Path folder) throws IOException {
    Map<String, Long> time = new HashMap<>();
    Map<String, Long> allocations = new HashMap<>();
    Map<String, Long> stacks = new HashMap<>();
    Map<String, Long> allocatingStacks = new HashMap<>();
    try (RecordingFile recorded = new RecordingFile(file)) {
      while (recorded.hasMoreEvents()) {
        RecordedEvent event = recorded.readEvent();
        if (event.getStackTrace() == null || event.getStackTrace().getFrames().isEmpty()) {
          continue;
        }
        List<RecordedFrame> frames = event.getStackTrace().getFrames();
        if (event.getEventType().getName().equals(TIME)) {
          time.merge(line(frames.getFirst()), 1L, Long::sum);
          stacks.merge(collapsed(frames), 1L, Long::sum);
        } else if (event.getEventType().getName().equals(ALLOCATION)) {
          long weight = event.getLong("weight");
          String what = event.getClass("objectClass").getName();
          allocations.merge(what + " in " + line(frames.getFirst()), weight, Long::sum);
          allocatingStacks.merge(collapsed(frames), weight, Long::sum);
        }
      }
    }
    print("time, by the line that ran", time);
    print("bytes, by what was allocated where", allocations);
    write(folder.resolve("time.collapsed"), stacks);
    write(folder.resolve("allocation.collapsed"), allocatingStacks);
  }

  private static String method(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }

  private static String line(RecordedFrame frame) {
    return method(frame) + ":" + frame.getLineNumber();
  }

  /** A stack as programs that draw flame graphs take it: outermost first. */
  private static String collapsed(List<RecordedFrame> frames) {
    List<String> names = new ArrayList<>();
    frames.reversed().forEach(frame -> names.add(method(frame)));
    return String.join(";", names);
  }

  private static void print(String title, Map<String, Long> counts) {
    long total = counts.values().stream().mapToLong(Long::longValue).sum();
    System.out.println(title);
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(LINES)
        .forEach(entry ->
            System.out.printf("%6.1f %%  %s%n", 100.0 * entry.getValue() / total, entry.getKey()));
    System.out.println();
  }

  private static void write(Path file, Map<String, Long> stacks) throws IOException {
    List<String> lines = new ArrayList<>();
    stacks.forEach((stack, count) -> lines.add(stack + " " + count));
    Files.write(file, lines);
  }
}
