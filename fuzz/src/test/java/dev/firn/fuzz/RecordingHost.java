package dev.firn.fuzz;

import dev.firn.base.text.ErrorRenderer;
import dev.firn.base.text.ErrorReport;
import dev.firn.lang.host.ForwardingHost;
import dev.firn.lang.host.Host;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A host that keeps what is printed, and whose clock and environment are the same for every run. */
final class RecordingHost extends ForwardingHost {
  private final List<String> messages = new ArrayList<>();

  RecordingHost(Host inner) {
    super(inner);
  }

  /** What was printed. */
  synchronized List<String> messages() {
    return List.copyOf(messages);
  }

  @Override
  public synchronized void trace(String line) {
    messages.add(line);
  }

  @Override
  public synchronized void report(ErrorReport warning) {
    messages.add(ErrorRenderer.render(warning, true, false));
  }

  @Override
  public long currentTime() {
    return 1;
  }

  @Override
  public @Nullable String environment(String name) {
    return name.equals("TEST_VAR") ? "foo" : null;
  }

  @Override
  public @Nullable String home() {
    return "/fake-home";
  }
}
