package dev.firn.app.recall;

import dev.firn.lang.host.FileKind;
import dev.firn.lang.host.ForwardingHost;
import dev.firn.lang.host.Host;
import dev.firn.lang.host.OpenFile;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A machine that notes what it is asked. */
public final class WitnessHost extends ForwardingHost {
  private final Observations seen;

  /** A witness for a machine: all but the store. */
  public WitnessHost(Host machine, Observations seen) {
    super(machine);
    this.seen = seen;
  }

  /** Asks, and notes the answer; a failure cannot be noted. */
  private <T extends @Nullable Object> T noting(
      Supplier<? extends T> ask,
      Question question,
      Function<? super T, ? extends @Nullable Object> answer) {
    boolean answered = false;
    try {
      T given = ask.get();
      seen.note(question, answer.apply(given));
      answered = true;
      return given;
    } finally {
      if (!answered) {
        seen.dependOnMore();
      }
    }
  }

  /** What belongs to a process is not this process's to tell. */
  private static String checked(String path) {
    if (path.startsWith("/proc/") || path.startsWith("/dev/") || path.startsWith("/sys/")) {
      throw new NotHere();
    }
    return path;
  }

  @Override
  public @Nullable FileKind kind(String path) {
    return noting(() -> super.kind(path), new Question.Kind(checked(path)), Function.identity());
  }

  @Override
  public String readFile(String path) {
    return noting(
        () -> super.readFile(path), new Question.Content(checked(path)), Question.Content::of);
  }

  @Override
  public OpenFile open(String path) {
    Question question = new Question.Content(checked(path));
    OpenFile file = super.open(path);
    return new OpenFile(file.size(), new WitnessStream(file.content(), question, seen));
  }

  @Override
  public SortedMap<String, FileKind> readDirectory(String path) {
    return noting(
        () -> super.readDirectory(path), new Question.Listing(checked(path)), Function.identity());
  }

  @Override
  public String readLink(String path) {
    return noting(
        () -> super.readLink(path), new Question.Link(checked(path)), Function.identity());
  }

  @Override
  public @Nullable String environment(String name) {
    return noting(() -> super.environment(name), new Question.Variable(name), Function.identity());
  }

  @Override
  public @Nullable String home() {
    return noting(super::home, new Question.Home(), Function.identity());
  }

  @Override
  public long currentTime() {
    seen.dependOnMore();
    return super.currentTime();
  }

  @Override
  public String execute(List<String> command) {
    throw new NotHere();
  }

  @Override
  public void dependsOnMore() {
    seen.dependOnMore();
  }
}
