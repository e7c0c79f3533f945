package dev.firn.lang.builtins;

import dev.firn.base.hash.BadHashException;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.hash.HashFormat;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.EvalSettings;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Force;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Secrets;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import org.jspecify.annotations.Nullable;

/** Hashes of strings, and the forms in which hashes are written. */
final class HashBuiltins implements BuiltinLibrary {
  private static final Symbol HASH = Symbol.of("hash");
  private static final Symbol ALGORITHM = Symbol.of("hashAlgo");
  private static final Symbol FORMAT = Symbol.of("toHashFormat");

  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    EvalSettings settings = evaluator.settings();
    registry
        .add("__hashString", 2, (ev, position, args) -> hashString(ev, args, settings))
        .add("__convertHash", 1, (ev, position, args) -> convertHash(ev, args[0], settings));
  }

  private static Value hashString(Evaluation ev, Lazy[] args, EvalSettings settings) {
    String name =
        string(args[0], ev, "while evaluating the first argument passed to builtins.hashString");
    HashAlgorithm algorithm = HashAlgorithms.parse(name, settings);
    StringValue subject =
        Force.string(
            args[1],
            ev,
            Positions.NONE,
            "while evaluating the second argument passed to builtins.hashString");
    Secrets.refuse(subject.context(), "a hash");
    return new StringValue(Hash.digest(algorithm, subject.text()).base16());
  }

  private static String string(Lazy slot, Evaluation ev, String context) {
    return Force.plainString(slot, ev, Positions.NONE, context);
  }

  private static Value convertHash(Evaluation ev, Lazy argument, EvalSettings settings) {
    Attrs attrs =
        Force.attrs(
            argument,
            ev,
            Positions.NONE,
            "while evaluating the first argument passed to builtins.convertHash");
    Lazy hash = Force.attribute(attrs, HASH, "while locating the attribute 'hash'");
    String text = string(hash, ev, "while evaluating the attribute 'hash'");
    HashAlgorithm algorithm = algorithm(attrs, ev, settings);
    Lazy format = Force.attribute(attrs, FORMAT, "while locating the attribute 'toHashFormat'");
    HashFormat wanted =
        format(string(format, ev, "while evaluating the attribute 'toHashFormat'"), ev);
    return new StringValue(convert(text, algorithm, wanted, settings));
  }

  private static @Nullable HashAlgorithm algorithm(
      Attrs attrs, Evaluation ev, EvalSettings settings) {
    Lazy name = attrs.get(ALGORITHM);
    return name == null
        ? null
        : HashAlgorithms.parse(
            string(name, ev, "while evaluating the attribute 'hashAlgo'"), settings);
  }

  private static HashFormat format(String name, Evaluation ev) {
    if (name.equals("base32")) {
      ev.onlyMain();
      ev.host().warn("\"base32\" is a deprecated alias for hash format \"nix32\".");
    }
    try {
      return HashFormat.parse(name);
    } catch (BadHashException unknown) {
      throw new EvalError(String.valueOf(unknown.getMessage())).asUsage();
    }
  }

  private static String convert(
      String text, @Nullable HashAlgorithm algorithm, HashFormat format, EvalSettings settings) {
    try {
      Hash hash = Hash.parse(text, algorithm);
      HashAlgorithms.parse(hash.algorithm().text(), settings);
      return hash.format(format);
    } catch (BadHashException bad) {
      throw HashAlgorithms.error(bad);
    }
  }
}
