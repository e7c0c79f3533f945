package dev.firn.app.recall;

import dev.firn.lang.syntax.SyntaxTrees;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** One command in a process that remembers what commands gave. */
public final class Recall {
  private final Memory memory;
  private final Transcript transcript;
  private @Nullable Runnable interrupt;
  private boolean interrupted;

  /** A command of which all is written to a transcript. */
  public Recall(Memory memory, Transcript transcript) {
    this.memory = memory;
    this.transcript = transcript;
  }

  /**
   * Writes what a part of the command wrote when it ran before, if the world still answers all that it asked then as it did; else runs
   * it. Nothing may be left in buffers, before and after.
   *
   * @param key all that the part depends on besides the world
   * @param world the world as it is now
   * @param part does it, notes what it sees, and gives the exit status
   */
  public int run(String key, World world, ToIntFunction<Observations> part) {
    Memory.Run before = memory.find(key);
    if (before != null && before.seen().hold(world)) {
      memory.countRecalled();
      transcript.add(before.written());
      return before.status();
    }
    int start = transcript.size();
    Observations seen = new Observations();
    int status = part.applyAsInt(seen);
    if (seen.isComplete()) {
      memory.put(key, new Memory.Run(transcript.since(start), status, seen));
    }
    return status;
  }

  /** The syntax trees that earlier commands have left. */
  public SyntaxTrees trees() {
    return memory.trees();
  }

  /** Says how to end what goes on now. */
  public synchronized void interruptible(Runnable how) {
    interrupt = how;
    if (interrupted) {
      how.run();
    }
  }

  /** Ends what goes on, now or once it has begun. */
  public synchronized void interrupt() {
    interrupted = true;
    if (interrupt != null) {
      interrupt.run();
    }
  }
}
