package dev.firn.process.manager.single;

import dev.firn.process.manager.Programs.Output;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Answers of a control program whose services are in memory. Whatever it is told that it does not know, or that is out of order, fails. */
public final class FakeSystem {
  /** The services that it knows, and whether each runs. */
  public final Map<String, Boolean> services = new TreeMap<>();

  /** An answer that is all well. */
  public static Output good(String text) {
    return new Output(0, text, "");
  }

  /** An answer that is an error. */
  public static Output bad(String text) {
    return new Output(1, "", text);
  }

  /** Makes a service run or not run; what is not known, or in that state already, is an error. */
  public Output set(String name, boolean running) {
    Boolean before = services.get(name);
    if (before == null || before == running) {
      return bad(name + (before == null ? " is not known" : " is in that state"));
    }
    services.put(name, running);
    return good("");
  }

  /** Takes up a service that is not known. */
  public Output add(String name) {
    return services.putIfAbsent(name, false) == null ? good("") : bad(name + " is known already");
  }

  /** Forgets a service that is known and does not run. */
  public Output remove(String name) {
    Boolean running = services.get(name);
    if (running == null || running) {
      return bad(name + " is not known, or runs");
    }
    services.remove(name);
    return good("");
  }

  /** What is said about a service; an error if it is not known. */
  public Output tell(String name, Function<Boolean, String> text) {
    Boolean running = services.get(name);
    return running == null ? bad(name + " is not known") : good(text.apply(running));
  }

  /** Ends with an error for what no manager is ever told. */
  public static Output unknown(Iterable<String> command) {
    return bad("nobody knows what that means: " + String.join(" ", command));
  }
}
