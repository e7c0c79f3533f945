package dev.firn.realise.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.store.derivation.Derivation;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildTimesTest {
  @TempDir Path directory;

  private StoreLocation location() {
    return StoreLocation.prefix(directory);
  }

  private BuildTimes times() {
    return new BuildTimes(location());
  }

  @Test
  void laterProcessesKnowWhatOneBuilt() {
    times().took("hello-2.12", 40);
    BuildTimes other = times();
    assertEquals(40, other.usual("hello-2.13"));
    assertEquals(0, other.usual("other-2.12"));

    other.took("hello-2.13", 60);
    assertEquals(50, other.usual("hello"));
    assertEquals(50, times().usual("hello"));
  }

  @Test
  void whatIsNoLineSaysNothing() throws IOException {
    times().took("a", 5);
    String damage = "\nx\nb -3\nc 99999999999999999999\n 7\n\u00ff\u00fe 1\nd 8\nhalf 1";
    Files.writeString(location().buildTimes(), damage, StandardOpenOption.APPEND);

    assertEquals(5, times().usual("a"));
    assertEquals(0, times().usual("b"));
    assertEquals(0, times().usual("c"));
    assertEquals(8, times().usual("d"));
  }

  @Test
  void theFileDoesNotGrowForEver() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      lines.append("package-number-x").append("y".repeat(i % 7)).append(i).append("z 3\n");
    }
    times().took("first", 2);
    Files.writeString(location().buildTimes(), lines, StandardOpenOption.APPEND);
    times().took("last", 4);

    List<String> left = Files.readAllLines(location().buildTimes());
    assertEquals(5000, left.size());
    assertEquals("last 4", left.getLast());
    assertEquals(0, times().usual("first"));
    assertTrue(Files.size(location().buildTimes()) < 256 * 1024);
  }

  @Test
  void whereNothingCanBeWrittenThisProcessStillKnows() throws IOException {
    Files.createDirectories(location().buildTimes());
    BuildTimes times = times();
    times.took("a", 5);
    assertEquals(5, times.usual("a"));
    assertEquals(0, times().usual("a"));
  }

  @Test
  void onlyWhatWasBuiltIsRemembered() throws InterruptedException {
    BuildTimes times = times();
    build(times, "good", BuildResult.success(BuildStatus.BUILT, new TreeMap<>()).ran(100, 107));
    build(times, "bad", BuildResult.failure(BuildStatus.PERMANENT_FAILURE, "").ran(100, 107));
    build(times, "there", BuildResult.success(BuildStatus.ALREADY_VALID, new TreeMap<>()));

    assertEquals(
        List.of(7L, 0L, 0L), List.of("good", "bad", "there").stream().map(times::usual).toList());
  }

  private static void build(BuildTimes times, String name, BuildResult result)
      throws InterruptedException {
    Builder builder =
        new Builder() {
          @Override
          public @Nullable String refusal(BuildRequest request) {
            return null;
          }

          @Override
          public BuildResult build(BuildRequest request, BuildLog log) {
            return result;
          }
        };
    Derivation derivation =
        new Derivation(
            name,
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeSet<>(),
            "test",
            "builder",
            List.of(),
            new TreeMap<>(),
            null);
    StorePath path = StorePath.of("00000000000000000000000000000000-" + name + ".drv");
    BuildRequest request =
        new BuildRequest(path, derivation, new TreeSet<>(), new TreeSet<>(), BuildMode.NORMAL);
    assertEquals(result, new TimedBuilder(builder, times).build(request, BuildLog.NONE));
  }
}
