package dev.firn.process.manager.launchd;

import dev.firn.deploy.driver.Health;
import dev.firn.process.manager.Mark;
import dev.firn.process.manager.Programs;
import dev.firn.process.manager.single.Calls;
import dev.firn.process.manager.single.FileName;
import dev.firn.process.manager.single.Service;
import dev.firn.process.manager.single.ServiceControl;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Tells {@code launchctl} what to do, in the order that upstream has: load and start, stop and unload. */
final class LaunchdControl implements ServiceControl {
  private static final String PREFIX = PropertyList.label("");
  private static final FileName FILE = new FileName(PREFIX, ".plist");

  private final Calls calls;

  LaunchdControl(Calls calls) {
    this.calls = calls;
  }

  /** The file of a process. */
  static String file(String name) {
    return FILE.of(name);
  }

  @Override
  public String packageFolder() {
    return "Library/LaunchDaemons";
  }

  @Override
  public @Nullable String nameOf(String file) {
    return FILE.nameOf(file);
  }

  @Override
  public Mark.Comment comment() {
    return Mark.Comment.XML;
  }

  @Override
  public void start(Service service) throws IOException, InterruptedException {
    calls.tell("launchctl", "load", "-w", service.file().toString());
    calls.tell("launchctl", "start", PREFIX + service.name());
  }

  /** One that is only stopped would start again, if it is kept alive. */
  @Override
  public void stop(Service service) throws IOException, InterruptedException {
    if (list(service) != null) {
      calls.tell("launchctl", "stop", PREFIX + service.name());
      calls.tell("launchctl", "unload", "-w", service.file().toString());
    }
  }

  @Override
  public void signal(Service service, String signal) throws IOException, InterruptedException {
    calls.tell("launchctl", "kill", "SIG" + signal, domain() + PREFIX + service.name());
  }

  /** Where launchctl looks for services of this user; root's are the system's. */
  private String domain() throws IOException, InterruptedException {
    String user = calls.tell("id", "-u").strip();
    return user.equals("0") ? "system/" : "gui/" + user + "/";
  }

  /** What {@code launchctl list} says about a service; null if none is loaded. */
  private @Nullable String list(Service service) throws IOException, InterruptedException {
    Programs.Output output = calls.ask("launchctl", "list", PREFIX + service.name());
    return output.isSuccess() ? output.out() : null;
  }

  @Override
  public Health health(Service service) throws IOException, InterruptedException {
    String text = list(service);
    if (text == null) {
      return new Health(Health.State.STOPPED, null, null, -1, "not loaded");
    }
    Long process = number(text, "PID");
    if (process != null) {
      return new Health(Health.State.RUNNING, process, null, -1, "");
    }
    Long status = number(text, "LastExitStatus");
    return status == null || status == 0
        ? new Health(Health.State.STOPPED, null, null, -1, "")
        : new Health(Health.State.FAILED, null, null, -1, "exit status " + status);
  }

  /** The value in a line {@code "NAME" = NUMBER;}. */
  private static @Nullable Long number(String text, String name) {
    String start = '"' + name + "\" = ";
    for (String line : text.lines().toList()) {
      String stripped = line.strip();
      if (stripped.startsWith(start) && stripped.endsWith(";")) {
        try {
          return Long.valueOf(stripped.substring(start.length(), stripped.length() - 1));
        } catch (NumberFormatException _) {
          return null;
        }
      }
    }
    return null;
  }
}
