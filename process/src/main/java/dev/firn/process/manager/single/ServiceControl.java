package dev.firn.process.manager.single;

import dev.firn.deploy.driver.Health;
import dev.firn.process.manager.Mark;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How a process manager is told what to do with a service whose files are installed. What fails throws an {@link IOException} whose message
 * is for people.
 */
public interface ServiceControl {
  /** Where packages of upstream have the files, relative to the package. */
  String packageFolder();

  /** What the process is called whose manager knows it by that file; null if it knows none by it. */
  @Nullable String nameOf(String file);

  /** How its files have comments. */
  Mark.Comment comment();

  /** Makes it run, from now on and, where the manager can, after a reboot. */
  void start(Service service) throws IOException, InterruptedException;

  /** Makes it end, and waits for it. What does not run is fine. */
  void stop(Service service) throws IOException, InterruptedException;

  /** Makes the manager forget what has stopped. */
  default void forget(Service service) throws IOException, InterruptedException {}

  /** Sends it a signal. */
  void signal(Service service, String signal) throws IOException, InterruptedException;

  /** How it is. Changes nothing. */
  Health health(Service service) throws IOException, InterruptedException;
}
