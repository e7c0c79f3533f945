package dev.firn.deploy.driver;

import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A driver whose world is in memory. A hanging operation is told at once, as if it had been interrupted. */
public final class MemoryDriver implements Driver {
  private final Capabilities capabilities;
  private final Map<String, Map<ComponentPath, Present>> world = new HashMap<>();
  private final List<Operation> journal = new ArrayList<>();
  private Faults faults = Faults.NONE;
  private boolean reachable = true;

  /** A driver in an empty world. */
  public MemoryDriver(Capabilities capabilities) {
    this.capabilities = capabilities;
  }

  /** From now on, that goes wrong. */
  public synchronized void setFaults(Faults newFaults) {
    faults = newFaults;
  }

  /** Whether it can be asked what is there. */
  public synchronized void setReachable(boolean canBeAsked) {
    reachable = canBeAsked;
  }

  /** Changes the world behind the driver's back; null takes the component away. */
  public synchronized void tamper(
      String deployment, ComponentPath path, @Nullable Present present) {
    if (present == null) {
      of(deployment).remove(path);
    } else {
      of(deployment).put(path, present);
    }
  }

  /** All operations that had an effect so far, in order. */
  public synchronized List<Operation> journal() {
    return List.copyOf(journal);
  }

  /** What is there, whether the driver can be asked or not. */
  public synchronized Map<ComponentPath, Present> world(String deployment) {
    return new TreeMap<>(of(deployment));
  }

  private Map<ComponentPath, Present> of(String deployment) {
    return world.computeIfAbsent(deployment, _ -> new TreeMap<>());
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public synchronized Map<ComponentPath, Present> read(String deployment) throws DriverException {
    if (!reachable) {
      throw new DriverException("the target cannot be reached");
    }
    return world(deployment);
  }

  @Override
  public synchronized List<Result> transition(String deployment, List<Operation> batch)
      throws InterruptedException {
    if (batch.size() > 1 && !capabilities.batches()) {
      throw new IllegalArgumentException("this driver takes one operation at a time");
    }
    List<Result> results = new ArrayList<>();
    List<Operation> failed = new ArrayList<>();
    for (Operation operation : batch) {
      boolean waits = failed.stream().anyMatch(other -> waitsFor(operation, other));
      Result result =
          waits ? Result.failed("what it waits for failed") : perform(deployment, operation);
      results.add(result);
      if (result.ending() != Ending.DONE) {
        failed.add(operation);
      }
    }
    return results;
  }

  private static boolean waitsFor(Operation operation, Operation other) {
    return operation.verb() == Verb.STOP
        ? dependsOn(other.before(), operation.path())
        : dependsOn(operation.component(), other.path());
  }

  private static boolean dependsOn(@Nullable Component component, ComponentPath path) {
    return component != null
        && component.dependsOn().stream().anyMatch(name -> path.equals(name) || path.isBelow(name));
  }

  private Result perform(String deployment, Operation operation) throws InterruptedException {
    return switch (faults.before(operation)) {
      case FAILS -> Result.failed("it was told to fail");
      case HANGS -> throw new InterruptedException();
      case LOST_BEFORE -> Result.uncertain("the connection was lost");
      case LOST_AFTER -> {
        effect(deployment, operation, true);
        yield Result.uncertain("the connection was lost");
      }
      case HALF_DONE -> {
        effect(deployment, operation, false);
        yield Result.uncertain("the connection was lost");
      }
      case NONE -> {
        effect(deployment, operation, true);
        yield Result.DONE;
      }
    };
  }

  private void effect(String deployment, Operation operation, boolean whole) {
    Component after = operation.after();
    if (after != null) {
      of(deployment).put(operation.path(), new Present(after.fingerprint(), whole));
    } else if (whole) {
      of(deployment).remove(operation.path());
    } else {
      of(deployment)
          .computeIfPresent(operation.path(), (_, was) -> new Present(was.fingerprint(), false));
    }
    journal.add(operation);
    faults.after(operation);
  }
}
