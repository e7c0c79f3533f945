package dev.firn.process.host;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.driver.Capabilities;
import dev.firn.deploy.driver.Driver;
import dev.firn.deploy.driver.DriverException;
import dev.firn.deploy.driver.Operation;
import dev.firn.deploy.driver.Present;
import dev.firn.deploy.driver.Result;
import dev.firn.deploy.driver.Verb;
import dev.firn.process.manager.Mark;
import dev.firn.process.manager.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes users and groups, and removes those that it made when no deployment needs them any more. Accounts of the machine can be used, and
 * are never changed. The scope of its place is the folder in which Firn keeps what it knows of deployments.
 */
public final class AccountsDriver implements Driver {
  /** The type of its places. */
  public static final String TYPE = "accounts";

  private static final String MADE = "made";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Records records;
  private final Programs programs;

  /** The accounts of deployments that are kept below that folder. */
  public AccountsDriver(Path deployments, Programs programs) {
    this.records = new Records(deployments.resolve(".accounts"));
    this.programs = programs;
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.BATCHES;
  }

  @Override
  public Map<ComponentPath, Present> read(String deployment)
      throws DriverException, InterruptedException {
    SortedMap<ComponentPath, Present> found = new TreeMap<>();
    try {
      for (Mark mark : records.of(deployment).values()) {
        if (exists(Account.named(mark.path()))) {
          found.put(mark.path(), new Present(mark.fingerprint(), true));
        }
      }
    } catch (IOException failed) {
      throw new DriverException(String.valueOf(failed.getMessage()));
    }
    return found;
  }

  private boolean exists(Account account) throws IOException, InterruptedException {
    Programs.Output output = programs.run(account.look(), "", TIMEOUT);
    if (output.status() != 0 && output.status() != 2) {
      throw new IOException("cannot look for " + account + ": " + output.complaint());
    }
    return output.isSuccess();
  }

  @Override
  public List<Result> transition(String deployment, List<Operation> batch)
      throws InterruptedException {
    List<Result> results = new ArrayList<>();
    for (Operation operation : batch) {
      try {
        results.add(
            operation.verb() == Verb.STOP
                ? remove(deployment, operation.component())
                : make(deployment, operation.component()));
      } catch (IOException failed) {
        results.add(Result.failed(String.valueOf(failed.getMessage())));
      }
    }
    return results;
  }

  private Result make(String deployment, Component component)
      throws IOException, InterruptedException {
    Account account = Account.of(component.path(), Json.object(component.inputs()));
    boolean there = exists(account);
    boolean own =
        !there
            || records.made(deployment, component.path()).contains(MADE)
            || records.madeForOthers(deployment, component.path()).contains(MADE);
    records.write(deployment, component, own ? List.of(MADE) : List.of());
    if (!own) {
      return Result.DONE;
    }
    return run(there ? account.change() : account.add());
  }

  private Result remove(String deployment, Component component)
      throws IOException, InterruptedException {
    Account account = Account.named(component.path());
    boolean own = records.made(deployment, component.path()).contains(MADE);
    if (own && !records.hasOthers(deployment, component.path()) && exists(account)) {
      Result result = run(account.remove());
      if (!result.equals(Result.DONE)) {
        return result;
      }
    }
    records.remove(deployment, component.path());
    return Result.DONE;
  }

  private Result run(List<String> command) throws IOException, InterruptedException {
    if (command.isEmpty()) {
      return Result.DONE;
    }
    Programs.Output output = programs.run(command, "", TIMEOUT);
    return output.isSuccess()
        ? Result.DONE
        : Result.failed(command.getFirst() + " failed: " + output.complaint());
  }
}
