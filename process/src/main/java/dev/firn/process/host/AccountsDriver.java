package dev.firn.process.host;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.driver.Capabilities;
import dev.firn.deploy.driver.Present;
import dev.firn.process.manager.Mark;
import dev.firn.process.manager.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes users and groups, and removes those that it made when no deployment needs them any more. Accounts of the machine can be used, and
 * are never changed. The scope of its place is the folder in which Firn keeps what it knows of deployments.
 */
public final class AccountsDriver extends RecordsDriver {
  /** The type of its places. */
  public static final String TYPE = "accounts";

  private static final String MADE = "made";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Programs programs;

  /** The accounts of deployments that are kept below that folder. */
  public AccountsDriver(Path deployments, Programs programs) {
    super(deployments.resolve(".accounts"));
    this.programs = programs;
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.BATCHES;
  }

  @Override
  @Nullable Present look(String deployment, Mark mark) throws IOException, InterruptedException {
    return exists(Account.named(mark.path())) ? new Present(mark.fingerprint(), true) : null;
  }

  private boolean exists(Account account) throws IOException, InterruptedException {
    Programs.Output output = programs.run(account.look(), "", TIMEOUT);
    if (output.status() != 0 && output.status() != 2) {
      throw new IOException("cannot look for " + account + ": " + output.complaint());
    }
    return output.isSuccess();
  }

  @Override
  void make(String deployment, Component component) throws IOException, InterruptedException {
    Account account = Account.of(component.path(), Json.object(component.inputs()));
    boolean there = exists(account);
    boolean own =
        !there
            || records.made(deployment, component.path()).contains(MADE)
            || records.madeForOthers(deployment, component.path()).contains(MADE);
    records.write(deployment, component, own ? List.of(MADE) : List.of());
    if (own) {
      run(there ? account.change() : account.add());
    }
  }

  @Override
  void remove(String deployment, Component component) throws IOException, InterruptedException {
    Account account = Account.named(component.path());
    boolean own = records.made(deployment, component.path()).contains(MADE);
    if (own && !records.hasOthers(deployment, component.path()) && exists(account)) {
      run(account.remove());
    }
    records.remove(deployment, component.path());
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    if (command.isEmpty()) {
      return;
    }
    Programs.Output output = programs.run(command, "", TIMEOUT);
    if (!output.isSuccess()) {
      throw new IOException(command.getFirst() + " failed: " + output.complaint());
    }
  }
}
