package dev.firn.process.manager.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.firn.base.sys.ProcessId;
import dev.firn.base.sys.Signals;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.driver.Ending;
import dev.firn.deploy.driver.Operation;
import dev.firn.deploy.driver.Present;
import dev.firn.deploy.driver.Result;
import dev.firn.deploy.driver.Verb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills at random moments whatever can be killed. Whatever was wanted last is there in the end, and nothing else. */
class EmbeddedChaosTest {
  private static final int ROUNDS = Integer.getInteger("firn.kills", 8);
  private static final int PROCESSES = 6;
  private static final int LONGEST_MILLIS = 400;

  @TempDir private Path temporary;

  @Test
  void whateverIsKilledOneMoreTryEndsWhereItShould() throws Exception {
    SplittableRandom random = new SplittableRandom(4);
    try (World world = new World(temporary)) {
      for (int round = 0; round < ROUNDS; round++) {
        Map<ComponentPath, Component> wanted = wanted(world, random, round);
        Thread killer = killer(world, random.nextInt(LONGEST_MILLIS), random.nextBoolean());
        apply(world, wanted);
        killer.join();
        settle(world, wanted);
        assertEquals(present(wanted), world.driver.read(World.DEPLOYMENT), "round " + round);
        Set<Integer> mains = mains(world, wanted);
        assertEquals(wanted.size(), mains.size());
        // What a supervisor begins while it is told something else ends soon.
        world.await(
            "nothing is left of round " + round,
            () -> world.all().stream().allMatch(one -> mains.contains(one.number())));
        world.await("all ends of round " + round + " are noticed", () -> zombies(world) == 0);
      }
    }
  }

  /** Some processes, each with one of two fingerprints. */
  private static Map<ComponentPath, Component> wanted(
      World world, SplittableRandom random, int round) {
    Map<ComponentPath, Component> wanted = new TreeMap<>();
    for (int i = 0; i < PROCESSES; i++) {
      if (random.nextInt(3) > 0) {
        String fingerprint = "f" + (random.nextBoolean() ? round : 0);
        Component component =
            world.component(
                world
                    .process("p" + i)
                    .initialize("sleep 0.02")
                    .foreground("/bin/sleep", "1000")
                    .build(),
                fingerprint);
        wanted.put(component.path(), component);
      }
    }
    return wanted;
  }

  private static Thread killer(World world, int millis, boolean guardToo) {
    return Thread.ofPlatform()
        .start(() -> {
          try {
            Thread.sleep(millis);
            List<ProcessId> supervisors = world.supervisors();
            for (ProcessId one : guardToo ? supervisors : supervisors.reversed()) {
              one.send(Signals.KILL);
              if (!guardToo) {
                break;
              }
            }
          } catch (Exception failed) {
            throw new IllegalStateException(failed);
          }
        });
  }

  private static Map<ComponentPath, Present> present(Map<ComponentPath, Component> wanted) {
    Map<ComponentPath, Present> present = new TreeMap<>();
    wanted.forEach((path, one) -> present.put(path, new Present(one.fingerprint(), true)));
    return present;
  }

  /** One try, as the engine makes it: stops what is wrong, starts what is missing. */
  private static boolean apply(World world, Map<ComponentPath, Component> wanted) throws Exception {
    List<Operation> stops = new ArrayList<>();
    List<Operation> starts = new ArrayList<>();
    Map<ComponentPath, Present> found = world.driver.read(World.DEPLOYMENT);
    found.forEach((path, there) -> {
      Component should = wanted.get(path);
      if (should == null || !there.equals(new Present(should.fingerprint(), true))) {
        Component some =
            world.component(world.sleeper(path.names().getFirst()), there.fingerprint());
        stops.add(new Operation(Verb.STOP, some, null));
      }
    });
    wanted.forEach((path, should) -> {
      if (!new Present(should.fingerprint(), true).equals(found.get(path))) {
        starts.add(new Operation(Verb.START, null, should));
      }
    });
    return run(world, stops) && run(world, starts);
  }

  private static boolean run(World world, List<Operation> batch) throws Exception {
    boolean done = true;
    if (!batch.isEmpty()) {
      for (Result result : world.driver.transition(World.DEPLOYMENT, batch)) {
        done &= result.ending() == Ending.DONE;
      }
    }
    return done;
  }

  /** Tries again while the supervisor that comes back is still at work. */
  private static void settle(World world, Map<ComponentPath, Component> wanted) throws Exception {
    world.await(
        "the wanted state",
        () -> apply(world, wanted) && world.driver.read(World.DEPLOYMENT).equals(present(wanted)));
  }

  private static Set<Integer> mains(World world, Map<ComponentPath, Component> wanted)
      throws Exception {
    Set<Integer> mains = new HashSet<>();
    for (ComponentPath path : wanted.keySet()) {
      mains.add(world.main(path.names().getFirst()));
    }
    return mains;
  }

  /** How many children of supervisors have ended and were not noticed yet. */
  private static long zombies(World world) throws Exception {
    Set<Integer> supervisors = new HashSet<>();
    world.supervisors().forEach(one -> supervisors.add(one.number()));
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(path -> path.getFileName().toString().matches("[0-9]+"))
          .map(path -> ProcessId.facts(Integer.parseInt(path.getFileName().toString())))
          .filter(facts -> facts != null && facts.ended() && supervisors.contains(facts.parent()))
          .count();
    }
  }
}
