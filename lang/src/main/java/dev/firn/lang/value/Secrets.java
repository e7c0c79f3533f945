package dev.firn.lang.value;

import dev.firn.lang.error.EvalError;
import java.util.ArrayList;
import java.util.List;

/** Keeps strings that mention a secret from being shown, and from becoming strings that mention none. */
public final class Secrets {
  private Secrets() {}

  /** What is left of a context when everything but secrets is discarded. */
  public static StringContext only(StringContext context) {
    if (context.isEmpty()) {
      return context;
    }
    List<ContextElement> secrets = new ArrayList<>();
    for (ContextElement element : context) {
      if (element instanceof ContextElement.Secret) {
        secrets.add(element);
      }
    }
    return StringContext.of(secrets);
  }

  /** The text of a string for people to read: what secrets it mentions, instead, if it does. */
  public static String shown(StringValue string) {
    StringContext secrets = only(string.context());
    if (secrets.isEmpty()) {
      return string.text();
    }
    StringBuilder names = new StringBuilder();
    for (ContextElement secret : secrets) {
      names.append(ValuePrinter.OPEN).append(secret.display()).append(ValuePrinter.CLOSE);
    }
    return names.toString();
  }

  /**
   * Lets the text of a string leave the language.
   *
   * @param what what it would be a part of: {@code JSON}
   * @throws EvalError if it mentions a secret
   */
  public static void refuse(StringContext context, String what) {
    StringContext secrets = only(context);
    if (!secrets.isEmpty()) {
      throw new EvalError("the " + secrets.first().display() + " cannot be a part of " + what);
    }
  }
}
