package dev.firn.process.manager.bsdrc;

import dev.firn.deploy.driver.Health;
import dev.firn.process.manager.Mark;
import dev.firn.process.manager.Programs;
import dev.firn.process.manager.single.Calls;
import dev.firn.process.manager.single.Service;
import dev.firn.process.manager.single.ServiceControl;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Runs scripts of rc.d with activities that do not ask whether the service is enabled. */
final class BsdRcControl implements ServiceControl {
  private static final String RUNNING = "is running as pid ";

  private final Calls calls;

  BsdRcControl(Calls calls) {
    this.calls = calls;
  }

  @Override
  public String packageFolder() {
    return "etc/rc.d";
  }

  @Override
  public @Nullable String nameOf(String file) {
    return file;
  }

  @Override
  public Mark.Comment comment() {
    return Mark.Comment.HASH;
  }

  @Override
  public void start(Service service) throws IOException, InterruptedException {
    calls.tell(service.file().toString(), "onestart");
  }

  @Override
  public void stop(Service service) throws IOException, InterruptedException {
    // To stop what does not run is an error there.
    if (health(service).state() == Health.State.RUNNING) {
      calls.tell(service.file().toString(), "onestop");
    }
  }

  /** The script knows where the process id is, which is not that of {@code daemon}. */
  @Override
  public void signal(Service service, String signal) throws IOException, InterruptedException {
    calls.tell(service.file().toString(), "onereload");
  }

  @Override
  public Health health(Service service) throws IOException, InterruptedException {
    Programs.Output output = calls.ask(service.file().toString(), "onestatus");
    return output.isSuccess()
        ? new Health(Health.State.RUNNING, processId(output.out()), null, -1, "")
        : new Health(Health.State.STOPPED, null, null, -1, "");
  }

  /** The number in {@code NAME is running as pid NUMBER.}; null if there is none. */
  private static @Nullable Long processId(String text) {
    int start = text.indexOf(RUNNING);
    if (start < 0) {
      return null;
    }
    int end = start + RUNNING.length();
    long number = 0;
    while (end < text.length() && Character.isDigit(text.charAt(end)) && number < 1L << 40) {
      number = number * 10 + text.charAt(end) - '0';
      end++;
    }
    return number == 0 ? null : number;
  }
}
