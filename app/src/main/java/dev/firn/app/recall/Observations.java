package dev.firn.app.recall;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a run saw of the world: its questions, and the answers that they had. Safe for use by several threads. */
public final class Observations {
  private final Map<Question, Object> answers = new ConcurrentHashMap<>();
  private volatile boolean complete = true;

  /** Notes an answer. A world that answers the same question in two ways is changing, and nothing is known of it. */
  void note(Question question, @Nullable Object answer) {
    Object noted = Question.answer(answer);
    Object before = answers.putIfAbsent(question, noted);
    if (before != null && !before.equals(noted)) {
      complete = false;
    }
  }

  /** From now on the run depends on more than was noted. */
  public void dependOnMore() {
    complete = false;
  }

  /** Whether the run depends on nothing else. */
  boolean isComplete() {
    return complete;
  }

  /** Whether the world still answers the same. */
  boolean hold(World world) {
    try {
      for (Map.Entry<Question, Object> noted : answers.entrySet()) {
        if (!noted.getKey().ask(world).equals(noted.getValue())) {
          return false;
        }
      }
      return true;
    } catch (RuntimeException unanswered) {
      return false;
    }
  }
}
