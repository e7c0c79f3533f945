package dev.firn.deploy.probe;

import dev.firn.deploy.component.Component;
import dev.firn.deploy.driver.Driver;
import dev.firn.deploy.driver.DriverException;
import dev.firn.deploy.driver.Health;
import dev.firn.deploy.driver.LogQuery;
import dev.firn.deploy.probe.Answer.Kind;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Whether a component wrote a line that matches. */
final class LogQuestion {
  private LogQuestion() {}

  static Answer ask(
      Driver driver,
      String deployment,
      Component component,
      @Nullable Health health,
      ProbeArguments arguments)
      throws InterruptedException {
    String wanted = arguments.needed("pattern");
    AtomicBoolean found = new AtomicBoolean();
    LogQuery query = new LogQuery(health == null ? null : health.since(), -1, false);
    try {
      Pattern pattern = Pattern.compile(wanted);
      driver.readLog(
          deployment,
          component,
          query,
          line -> found.compareAndSet(false, pattern.matcher(line.text()).find()));
    } catch (PatternSyntaxException wrong) {
      return new Answer(Kind.DEAD, "'" + wanted + "' is no regular expression");
    } catch (DriverException failed) {
      return new Answer(Kind.NOT_YET, "its log: " + failed.getMessage());
    }
    return found.get()
        ? new Answer(Kind.READY, "'" + wanted + "' is in its log")
        : new Answer(Kind.NOT_YET, "'" + wanted + "' is not in its log yet");
  }
}
