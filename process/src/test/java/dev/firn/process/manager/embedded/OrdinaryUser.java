package dev.firn.process.manager.embedded;

import dev.firn.base.sys.ProcessId;
import dev.firn.base.sys.Signals;
import dev.firn.deploy.driver.Health.State;
import dev.firn.deploy.driver.Result;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Resources;
import dev.firn.process.description.Stop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the supervisor of an ordinary user does: a program, which fails if it does something else. */
final class OrdinaryUser {
  private OrdinaryUser() {}

  /** Runs it in a folder of that user. */
  public static void main(String[] arguments) throws Exception {
    try (World world = new World(Path.of(arguments[0]))) {
      restartsAndAdopts(world);
      killsAll(world);
      refuses(world);
    }
  }

  private static void equal(Object wanted, Object found) {
    if (!wanted.equals(found)) {
      throw new IllegalStateException("not " + wanted + " but " + found);
    }
  }

  private static void restartsAndAdopts(World world) throws Exception {
    equal(Result.DONE, world.start(world.sleeper("a")));
    ProcessId.running(world.main("a")).send(Signals.KILL);
    world.await("a is back", () -> world.health("a").restarts() == 1);
    world.await("a runs", () -> world.health("a").state() == State.RUNNING);
    int main = world.main("a");
    world.killSupervisors();
    equal(Result.DONE, world.start(world.sleeper("b")));
    equal(main, world.main("a"));
  }

  private static void killsAll(World world) throws Exception {
    ProcessDescription deaf =
        world
            .process("deaf")
            .foreground(
                "/bin/sh",
                "-c",
                "trap '' TERM; (setsid sh -c 'trap \"\" TERM; sleep 1001; sleep 1001' &) ; while :; do sleep 1; done")
            .stop(new Stop("TERM", Duration.ofMillis(100)))
            .build();
    equal(Result.DONE, world.start(deaf));
    equal(Result.DONE, world.stop(deaf));
    equal(2, world.all().size());
  }

  private static void refuses(World world) throws Exception {
    equal(
        "only root can start processes as the user 'root'",
        world.start(world.process("x").user("root").foreground("/bin/true").build()).message());
    equal(
        "only root can give a process a nice value below 0",
        world.start(world.process("x").nice(-5).foreground("/bin/true").build()).message());
    Resources memory = new Resources(1L << 30, null, null, null);
    String message =
        world.start(world.process("x").resources(memory).foreground("/bin/true").build()).message();
    equal(true, message.startsWith("resources.memory need control groups"));
    equal(List.of(), world.log(world.process("x").foreground("/bin/true").build()));
  }
}
