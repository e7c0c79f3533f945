package dev.firn.app.deploy;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.EvalOptions;
import dev.firn.app.command.Option;
import dev.firn.app.command.UsageException;
import dev.firn.app.console.Surroundings;
import dev.firn.app.settings.Settings;
import dev.firn.base.json.Json;
import dev.firn.base.text.ErrorReport;
import dev.firn.base.text.Latin1;
import dev.firn.deploy.apply.Outcome;
import dev.firn.deploy.log.LogException;
import dev.firn.deploy.log.State;
import dev.firn.deploy.target.LockedException;
import dev.firn.deploy.target.Locks;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command about deployments is called with.
 *
 * @param deployments where they are kept
 * @param door where they come from
 */
record DeployCall(
    CommandLine line,
    Settings settings,
    Surroundings surroundings,
    Deployments deployments,
    FrontDoor door) {
  /** Whether programs read what is printed. */
  boolean json() {
    return line.has(EvalOptions.JSON);
  }

  /** The operand of that number, or null. */
  @Nullable String operand(int number) {
    return line.operands().size() > number ? line.operands().get(number) : null;
  }

  /** Prints for programs: on one line. */
  void print(Json json) {
    surroundings.output().line(json.print());
    surroundings.output().flush();
  }

  /** Prints for people. */
  void print(String text) {
    surroundings.output().print(text);
    surroundings.output().flush();
  }

  /** Tells of an error. */
  void error(String text) {
    surroundings.output().flush();
    surroundings
        .messages()
        .report(
            new ErrorReport(ErrorReport.Level.ERROR, text, null, List.of(), List.of(), 1), false);
  }

  /** What is known of a deployment that must be there. */
  State state(String name) {
    State state = deployments.read(name);
    if (state == null) {
      throw new DeployFailure("there is no deployment '" + name + "': firn status lists them");
    }
    return state;
  }

  /**
   * The number that an option was given; the other one if it was not given.
   *
   * @throws UsageException if it is none, or less than the least
   */
  int number(Option option, int least, int otherwise) {
    String text = line.value(option);
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new UsageException(
        "'--" + option.name() + "' takes a number from " + least + " on, not '" + text + "'");
  }

  /** What is done while nobody else changes a deployment. */
  interface Locked {
    /** Does it, and gives the exit status. */
    int run(Locks locks) throws IOException, LogException, InterruptedException;
  }

  /** Does something while nobody else changes a deployment, and gives the exit status. */
  int locked(String name, Locked work) {
    Locks locks = deployments.locks();
    try (Closeable _ =
        locks.lock(Locks.deployment(name), dev.firn.deploy.apply.Settings.DEFAULT.lockWait())) {
      return work.run(locks);
    } catch (LockedException locked) {
      throw new DeployFailure(Outcome.LOCKED, locked.getMessage());
    } catch (LogException failed) {
      throw DeployFailure.of(failed);
    } catch (IOException failed) {
      throw new DeployFailure(Latin1.ofUnicode("the deployment '" + name + "': " + failed));
    } catch (InterruptedException given) {
      throw new DeployFailure(Outcome.INTERRUPTED, "interrupted");
    }
  }
}
