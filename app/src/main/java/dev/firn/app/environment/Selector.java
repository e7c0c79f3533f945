package dev.firn.app.environment;

import dev.firn.base.text.PackageName;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.regex.Regex;
import dev.firn.lang.regex.RegexSyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names packages: a POSIX extended regular expression for the whole name, and a version if only that is meant. {@code *} is all. */
final class Selector {
  /** Selects everything. */
  private static final String ALL = "*";

  private final String text;
  private final PackageName wanted;
  private final @Nullable Regex regex;

  private Selector(String text) {
    this.text = text;
    this.wanted = PackageName.parse(text);
    this.regex = wanted.name().equals(ALL) ? null : compile(wanted.name());
  }

  private static Regex compile(String name) {
    try {
      return Regex.compile(name);
    } catch (RegexSyntaxException bad) {
      throw new EvalError("invalid regular expression '" + name + "'");
    }
  }

  /** What the operands of a command select. */
  static List<Selector> of(List<String> operands) {
    List<Selector> all = new ArrayList<>();
    for (String operand : operands) {
      all.add(new Selector(operand));
    }
    return all;
  }

  /** What selects everything. */
  static Selector all() {
    return new Selector(ALL);
  }

  /** What a user wrote. */
  String text() {
    return text;
  }

  /** The part of it that is a name. */
  String name() {
    return wanted.name();
  }

  /** Whether it selects everything, so that it is no mistake if there is nothing. */
  boolean isAll() {
    return text.equals(ALL);
  }

  /** Whether it selects a package. */
  boolean matches(PackageName name) {
    return (regex == null || regex.match(name.name()) != null)
        && (wanted.version().isEmpty() || wanted.version().equals(name.version()));
  }
}
