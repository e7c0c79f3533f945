package dev.firn.store.daemon;

import dev.firn.store.StoreException;
import java.util.List;

/** A daemon says that it cannot do what it was asked to. The connection can be used further. */
public final class DaemonException extends StoreException {
  private static final long serialVersionUID = 1;

  private final List<String> traces;

  /** With the daemon's message, and what it says led to it, outermost first. */
  public DaemonException(String message, List<String> traces) {
    super(message);
    this.traces = List.copyOf(traces);
  }

  /** What led to it, outermost first. */
  public List<String> traces() {
    return traces;
  }
}
