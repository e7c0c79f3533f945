package dev.firn.lang.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.lang.error.Interrupted;
import dev.firn.lang.host.MemoryHost;
import dev.firn.lang.syntax.Positions;
import org.junit.jupiter.api.Test;

/** Evaluations that are interrupted stop at the next call, and leave everything as it was. */
class InterruptionTest {
  private final Evaluation ev = new Evaluation(new MemoryHost(), new Positions(), 100, false);

  /** Enters a call. */
  private static final class Call extends Code {
    @Override
    public Value eval(Env env, Evaluation ev) {
      ev.enter(Positions.NONE);
      ev.leave();
      return IntValue.of(7);
    }

    @Override
    public int position() {
      return Positions.NONE;
    }
  }

  @Test
  void theNextCallEndsOnceAndTheThunkCanBeAskedAgain() {
    Thunk thunk = new Thunk(new Call(), new Env.Many(null, 0));

    assertTrue(ev.interrupt());
    assertFalse(ev.interrupt());
    assertThrows(Interrupted.class, () -> thunk.force(ev, Positions.NONE));
    assertTrue(thunk.isPending());
    assertEquals(IntValue.of(7), thunk.force(ev, Positions.NONE));
  }

  @Test
  void whoGoesOnIsNotInterrupted() {
    ev.interrupt();
    ev.goOn();

    for (int i = 0; i < 101; i++) {
      ev.enter(Positions.NONE);
    }
    assertTrue(ev.interrupt());
  }
}
