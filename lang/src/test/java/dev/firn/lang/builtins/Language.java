package dev.firn.lang.builtins;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.base.text.Latin1;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.error.Trace;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.ContextBuilder;
import dev.firn.lang.eval.Deep;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.TestSettings;
import dev.firn.lang.host.MemoryHost;
import dev.firn.lang.print.PlainPrinter;
import dev.firn.lang.value.ContextElement;
import dev.firn.lang.value.Stacks;
import dev.firn.lang.value.StringContext;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Evaluates expressions in a world of memory. Expressions and results are ordinary text, which the language sees as UTF-8. */
public final class Language {
  private final MemoryHost host = new MemoryHost();
  private final Evaluator evaluator;

  /** The language with some experimental features. */
  public Language(String... features) {
    this(new TestSettings().features(features));
  }

  /** The language with some settings. */
  public Language(TestSettings settings) {
    List<BuiltinLibrary> libraries = new ArrayList<>(PureBuiltins.all());
    libraries.add(Language::addSecret);
    this.evaluator = new Evaluator(host, settings.get(), libraries);
  }

  /** {@code secret NAME} is a string that mentions a secret. */
  private static void addSecret(dev.firn.lang.eval.Registry registry, Evaluator evaluator) {
    registry.add(
        "secret",
        1,
        (ev, position, args) -> {
          String name = ((StringValue) args[0].force(ev, position)).text();
          return new StringValue("hidden", StringContext.of(new ContextElement.Secret(name)));
        });
  }

  /** The world that expressions see. */
  public MemoryHost host() {
    return host;
  }

  /** The evaluator. */
  public Evaluator evaluator() {
    return evaluator;
  }

  /** Evaluates an expression, and uses its value. */
  public <T> T use(String expression, Function<Value, T> use) {
    return Stacks.call(() -> use.apply(evaluator.evalString(Latin1.ofUnicode(expression), "/")));
  }

  /** The whole value of an expression as {@code nix-instantiate --eval --strict} prints it. */
  public String show(String expression) {
    return use(
        expression,
        value -> {
          Deep.force(value, evaluator.evaluation());
          return Latin1.toUnicode(
              PlainPrinter.print(value, new ContextBuilder(), evaluator.evaluation()));
        });
  }

  /** The error of an expression that must fail when it is evaluated wholly. */
  public EvalError error(String expression) {
    return assertThrows(EvalError.class, () -> show(expression), expression);
  }

  /** What was printed so far. */
  public List<String> messages() {
    return host.messages().stream().map(Latin1::toUnicode).toList();
  }

  /** The whole value of an expression. */
  public static String eval(String expression) {
    return new Language().show(expression);
  }

  /** The message of an expression that must fail. */
  public static String failure(String expression) {
    return Latin1.toUnicode(new Language().error(expression).text());
  }

  /** What an error tells about the way to it, outermost first. */
  public static List<String> story(EvalError error) {
    List<String> hints = new ArrayList<>();
    for (Trace trace = error.traces(); trace != null; trace = trace.inner()) {
      if (!trace.hint().isEmpty()) {
        hints.add(Latin1.toUnicode(trace.hint()));
      }
    }
    return hints;
  }

  /** What the error of an expression tells about the way to it, outermost first. */
  public static List<String> story(String expression) {
    return story(new Language().error(expression));
  }
}
