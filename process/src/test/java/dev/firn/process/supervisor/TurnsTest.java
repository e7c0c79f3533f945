package dev.firn.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.firn.process.manager.Await;
import dev.firn.process.supervisor.Turns.Turn;
import org.junit.jupiter.api.Test;

/** Who asks after somebody has spoken hears what came of that. */
class TurnsTest {
  private final Turns turns = new Turns();

  private interface Waiting {
    void run() throws InterruptedException;
  }

  /** A thread that waits for others. */
  private static Thread waiting(Waiting work) throws Exception {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                work.run();
              } catch (InterruptedException given) {
                throw new IllegalStateException(given);
              }
            });
    awaitWaiting(thread);
    return thread;
  }

  private static void awaitWaiting(Thread thread) throws Exception {
    Await.until("it waits", () -> thread.getState() == Thread.State.WAITING);
  }

  @Test
  void changesOfOneDeploymentAreDoneOneAfterTheOther() throws Exception {
    Turn first = turns.next();
    Turn other = turns.next();
    Turn second = turns.next();
    first.change("app");
    other.change("other");
    Thread waits = waiting(() -> second.change("app"));
    first.close();
    waits.join();
    other.close();
    second.close();
    assertEquals(0, turns.size());
  }

  @Test
  void whatWasSaidAndNotHeardYetComesBefore() throws Exception {
    Turn said = turns.next();
    Turn settles = turns.next();
    Turn looks = turns.next();
    Thread settling = waiting(() -> settles.change("app"));
    Thread looking = waiting(() -> looks.look("app"));
    said.leave();
    Thread changing = Thread.ofPlatform().daemon().start(() -> change(said));
    changing.join();
    awaitWaiting(settling);
    awaitWaiting(looking);
    said.close();
    settling.join();
    settles.close();
    looking.join();
  }

  private static void change(Turn turn) {
    try {
      turn.change("app");
    } catch (InterruptedException given) {
      throw new IllegalStateException(given);
    }
  }

  @Test
  void lookingWaitsForNobodyWhoIsStillThere() throws Exception {
    Turn changes = turns.next();
    changes.change("app");
    Turn greets = turns.next();
    greets.pass();
    Turn looks = turns.next();
    looks.look("app");

    Turn again = turns.next();
    changes.leave();
    Thread looking = waiting(() -> again.look("app"));
    changes.close();
    looking.join();
  }
}
