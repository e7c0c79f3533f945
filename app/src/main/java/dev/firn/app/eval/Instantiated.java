package dev.firn.app.eval;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.select.DerivationFinder;
import dev.firn.lang.select.FoundDerivation;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Value;
import java.util.function.Consumer;

/**
 * A derivation that an expression gave.
 *
 * @param path the full path of its file
 * @param output the output that is meant
 */
public record Instantiated(String path, String output) {
  /** Hands all derivations in a value over, one after the other, as they are found. */
  public static void find(Value value, Session session, Consumer<Instantiated> target) {
    find(value, session.arguments(), session, target);
  }

  /** The same, where functions are called with other arguments. */
  public static void find(
      Value value, Attrs given, Session session, Consumer<Instantiated> target) {
    Evaluation ev = session.evaluation();
    for (FoundDerivation found : DerivationFinder.find(value, given, ev)) {
      target.accept(of(found, session));
    }
  }

  private static Instantiated of(FoundDerivation found, Session session) {
    String path = found.drvPath(session.evaluation());
    try {
      session.checkDerivationPath(path);
    } catch (EvalError error) {
      throw error.trace(found.drvPathPosition(), FoundDerivation.READING_DRV_PATH);
    }
    String output = found.outputName(session.evaluation());
    if (output.isEmpty()) {
      throw new EvalError("derivation '" + path + "' lacks an 'outputName' attribute");
    }
    return new Instantiated(path, output);
  }
}
