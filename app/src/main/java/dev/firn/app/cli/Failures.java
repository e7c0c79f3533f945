package dev.firn.app.cli;

import dev.firn.app.command.UsageException;
import dev.firn.app.console.OutputException;
import dev.firn.app.console.Surroundings;
import dev.firn.app.settings.SettingException;
import dev.firn.base.hash.BadHashException;
import dev.firn.base.json.JsonEncodingException;
import dev.firn.base.text.ErrorReport;
import dev.firn.base.text.Latin1;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.error.NotYet;
import dev.firn.proxy.route.RouteException;
import dev.firn.proxy.server.ProxyException;
import dev.firn.realise.plan.RealiseException;
import dev.firn.store.StoreException;
import dev.firn.store.path.BadContentAddressException;
import dev.firn.store.path.BadStorePathException;
import dev.firn.store.sign.BadKeyException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells people why a command failed. */
final class Failures {
  private final Surroundings surroundings;

  Failures(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Reports a failure.
   *
   * @param program how the user called the program
   * @return the exit status
   */
  int report(Throwable failure, String program) {
    flush(failure);
    surroundings.messages().endStatus();
    if (failure instanceof UsageException usage) {
      error(usage.getMessage(), usage.suggestions());
      surroundings.messages().hint(program);
    } else if (failure instanceof SettingException setting) {
      error(setting.getMessage());
      if (setting.isUsage()) {
        surroundings.messages().hint(program);
      }
    } else if (failure instanceof EvalError language) {
      error(language.text());
      return language.exitStatus();
    } else if (failure instanceof RealiseException build) {
      error(String.valueOf(build.getMessage()));
      return build.exitStatus();
    } else if (failure instanceof StoreException store) {
      error(String.valueOf(store.getMessage()));
      advise(Advice.of(store));
    } else if (isAboutText(failure)
        || failure instanceof RouteException
        || failure instanceof ProxyException) {
      error(String.valueOf(failure.getMessage()));
    } else if (failure instanceof OutputException output) {
      error("writing to standard output: " + output.getMessage());
    } else if (failure instanceof NotYet unbuilt) {
      error("'" + unbuilt.output() + "' is needed, and nothing can be built yet");
    } else if (failure instanceof OutOfMemoryError) {
      error("out of memory (FIRN_JAVA_OPTIONS=-Xmx8g gives more)");
    } else {
      String advice = Advice.of(failure);
      if (advice == null) {
        bug(failure);
      } else {
        error(Latin1.ofUnicode(failure.toString()));
        advise(advice);
      }
    }
    return 1;
  }

  /** Whether a text that somebody gave is none of what it should be; the message says so in Nix's words. */
  private static boolean isAboutText(Throwable failure) {
    return failure instanceof BadStorePathException
        || failure instanceof JsonEncodingException
        || failure instanceof BadHashException
        || failure instanceof BadContentAddressException
        || failure instanceof BadKeyException;
  }

  private void advise(@Nullable String advice) {
    if (advice != null) {
      surroundings.messages().say("hint: " + advice);
    }
  }

  /** What was printed before the failure comes first, as far as somebody reads it. */
  private void flush(Throwable failure) {
    if (!(failure instanceof OutputException)) {
      try {
        surroundings.output().flush();
      } catch (OutputException _) {
        // The first failure is the one to report.
      }
    }
  }

  private void error(String text) {
    error(text, List.of());
  }

  private void error(String text, List<String> suggestions) {
    surroundings
        .messages()
        .report(
            new ErrorReport(ErrorReport.Level.ERROR, text, null, List.of(), suggestions, 1), false);
  }

  private void bug(Throwable failure) {
    error(
        "this is a bug in Firn, please report it: "
            + Latin1.ofUnicode(failure.toString())
            + (debugs() ? "" : " (FIRN_DEBUG=1 tells more)"));
    if (debugs()) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      surroundings.messages().say(Latin1.ofUnicode(trace.toString()));
    }
  }

  private boolean debugs() {
    return "1".equals(surroundings.environment().get("FIRN_DEBUG"));
  }
}
