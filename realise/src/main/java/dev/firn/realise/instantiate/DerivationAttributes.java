package dev.firn.realise.instantiate;

import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.json.JsonWriter;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.Coerce;
import dev.firn.lang.eval.ContextBuilder;
import dev.firn.lang.eval.EvalSettings;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Force;
import dev.firn.lang.print.JsonPrinter;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.NullValue;
import dev.firn.lang.value.StringValue;
import dev.firn.store.derivation.BadDerivationException;
import dev.firn.store.derivation.StructuredAttributes;
import dev.firn.store.path.BadContentAddressException;
import dev.firn.store.path.BadStorePathException;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StorePathName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the attributes of a derivation, in the order of their names: which of them fails first is part of the language. For one
 * derivation.
 */
final class DerivationAttributes {
  private static final Symbol STRUCTURED = Symbol.of("__structuredAttrs");
  private static final Symbol IGNORE_NULLS = Symbol.of("__ignoreNulls");
  private static final Symbol CONTENT_ADDRESSED = Symbol.of("__contentAddressed");
  private static final Symbol IMPURE = Symbol.of("__impure");
  private static final Symbol JSON = Symbol.of("__json");
  private static final Symbol ARGS = Symbol.of("args");
  private static final Symbol BUILDER = Symbol.of("builder");
  private static final Symbol SYSTEM = Symbol.of("system");
  private static final Symbol OUTPUTS = Symbol.of("outputs");
  private static final Symbol OUTPUT_HASH = Symbol.of("outputHash");
  private static final Symbol OUTPUT_HASH_ALGO = Symbol.of("outputHashAlgo");
  private static final Symbol OUTPUT_HASH_MODE = Symbol.of("outputHashMode");
  private static final Symbol SYSTEM_FEATURES = Symbol.of("requiredSystemFeatures");

  /** Attributes that structured attributes leave without effect. */
  private static final Set<Symbol> CHECKS =
      Set.of(
          Symbol.of("allowedReferences"),
          Symbol.of("allowedRequisites"),
          Symbol.of("disallowedReferences"),
          Symbol.of("disallowedRequisites"),
          Symbol.of("maxSize"),
          Symbol.of("maxClosureSize"));

  /** The system feature of builders that submit their outputs themselves. */
  private static final String SUBMITTING = "builder-rpc-v0";

  private static final String DYNAMIC_FEATURE = "dynamic-derivations";

  /** The traces of attributes say what is being done; a further hint would only repeat it. */
  private static final String NO_HINT = "";

  final String name;
  final ContextBuilder context = new ContextBuilder();
  final SortedMap<String, String> environment = new TreeMap<>();
  final List<String> arguments = new ArrayList<>();
  final SortedSet<String> outputs = new TreeSet<>();
  String builder = "";
  String system = "";
  boolean contentAddressed;
  boolean impure;
  boolean submitsOutputs;
  @Nullable String outputHash;
  @Nullable HashAlgorithm hashAlgorithm;
  @Nullable ContentAddressMethod method;
  @Nullable StructuredAttributes structuredAttributes;

  private final Evaluator evaluator;
  private final EvalSettings settings;
  private final Evaluation ev;
  private @Nullable JsonWriter json;

  DerivationAttributes(String name, Evaluator evaluator, Evaluation ev) {
    this.name = name;
    this.evaluator = evaluator;
    this.settings = evaluator.settings();
    this.ev = ev;
    outputs.add("out");
  }

  /** Reads them all. */
  void read(Attrs attrs) {
    checkName();
    if (flag(attrs, STRUCTURED)) {
      json = JsonWriter.compact();
      json.startObject();
    }
    boolean ignoreNulls = flag(attrs, IGNORE_NULLS);
    int[] order = attrs.shape().lexical();
    ev.ahead(inOrder(attrs, order));
    for (int index : order) {
      Symbol attribute = attrs.shape().name(index);
      int written = attrs.shape().position(index);
      try {
        readOne(attribute, attrs.value(index), written, ignoreNulls);
      } catch (EvalError error) {
        throw error.trace(
            written,
            "while evaluating attribute '" + attribute.name() + "' of derivation '" + name + "'");
      }
    }
    if (json != null) {
      json.endObject();
      structuredAttributes = new StructuredAttributes(json.finish());
    }
  }

  private void checkName() {
    try {
      StorePathName.check(name);
    } catch (BadStorePathException bad) {
      throw new EvalError(
          "invalid derivation name: "
              + bad.getMessage()
              + ". Please pass a different '"
              + "name"
              + "'.");
    }
  }

  private boolean flag(Attrs attrs, Symbol flag) {
    Lazy slot = attrs.get(flag);
    return slot != null
        && Force.bool(
            slot,
            ev,
            Positions.NONE,
            "while evaluating the `"
                + flag.name()
                + "` attribute passed to builtins.derivationStrict");
  }

  private static Lazy[] inOrder(Attrs attrs, int[] order) {
    Lazy[] slots = new Lazy[order.length];
    for (int i = 0; i < order.length; i++) {
      slots[i] = attrs.value(order[i]);
    }
    return slots;
  }

  private void readOne(Symbol attribute, Lazy slot, int written, boolean ignoreNulls) {
    if (attribute == IGNORE_NULLS
        || (ignoreNulls && slot.force(ev, Positions.NONE) instanceof NullValue)) {
      return;
    }
    if (attribute == CONTENT_ADDRESSED) {
      contentAddressed |= special(slot, "ca-derivations");
    } else if (attribute == IMPURE) {
      impure |= special(slot, "impure-derivations");
    } else if (attribute == ARGS) {
      readArguments(slot);
    } else if (json == null) {
      readVariable(attribute, slot, written);
    } else if (attribute != STRUCTURED) {
      readStructured(attribute, slot, written, json);
    }
  }

  private boolean special(Lazy slot, String feature) {
    if (!Force.bool(slot, ev, Positions.NONE, NO_HINT)) {
      return false;
    }
    settings.require(feature, "");
    return true;
  }

  private void readArguments(Lazy slot) {
    ListValue list = Force.list(slot, ev, Positions.NONE, NO_HINT);
    for (Lazy element : list.elements()) {
      arguments.add(
          Coerce.toText(
              element,
              Coerce.Mode.MORE_COPY,
              context,
              ev,
              Positions.NONE,
              "while evaluating an element of the argument list"));
    }
  }

  private void readVariable(Symbol attribute, Lazy slot, int written) {
    String text = Coerce.toText(slot, Coerce.Mode.MORE_COPY, context, ev, Positions.NONE, NO_HINT);
    if (attribute == JSON) {
      warn(
          "setting structured attributes via '__json' is deprecated, and may be disallowed in"
              + " future versions of Nix. Set '__structuredAttrs = true' instead.",
          written);
      structuredAttributes = parseJson(text);
      return;
    }
    environment.put(attribute.name(), text);
    if (attribute == OUTPUTS) {
      setOutputs(words(text));
    } else if (attribute == SYSTEM_FEATURES) {
      submitsOutputs |= settings.enabled(DYNAMIC_FEATURE) && words(text).contains(SUBMITTING);
    } else {
      take(attribute, text);
    }
  }

  private static StructuredAttributes parseJson(String text) {
    try {
      return StructuredAttributes.parse(text);
    } catch (BadDerivationException bad) {
      throw StoreErrors.of(bad);
    }
  }

  /** Takes the text of an attribute that means something. */
  private void take(Symbol attribute, String text) {
    if (attribute == BUILDER) {
      builder = text;
    } else if (attribute == SYSTEM) {
      system = text;
    } else if (attribute == OUTPUT_HASH) {
      outputHash = text;
    } else if (attribute == OUTPUT_HASH_ALGO) {
      hashAlgorithm = algorithm(text);
    } else if (attribute == OUTPUT_HASH_MODE) {
      setMethod(text);
    }
  }

  private @Nullable HashAlgorithm algorithm(String text) {
    HashAlgorithm algorithm = HashAlgorithm.find(text);
    if (algorithm == HashAlgorithm.BLAKE3) {
      settings.require("blake3-hashes", "");
    }
    return algorithm;
  }

  private void readStructured(Symbol attribute, Lazy slot, int written, JsonWriter into) {
    into.key(attribute.name());
    JsonPrinter.write(slot, into, true, context, ev, Positions.NONE);
    if (attribute == BUILDER) {
      StringValue string = Force.string(slot, ev, Positions.NONE, NO_HINT);
      context.add(string.context());
      builder = string.text();
    } else if (attribute == SYSTEM
        || attribute == OUTPUT_HASH
        || attribute == OUTPUT_HASH_ALGO
        || attribute == OUTPUT_HASH_MODE) {
      take(attribute, Force.plainString(slot, ev, Positions.NONE, NO_HINT));
    } else if (attribute == OUTPUTS) {
      setOutputs(plainStrings(slot));
    } else if (attribute == SYSTEM_FEATURES && settings.enabled(DYNAMIC_FEATURE)) {
      submitsOutputs |= submits(slot);
    } else if (CHECKS.contains(attribute)) {
      warnWithoutEffect(attribute.name(), written);
    }
  }

  private List<String> plainStrings(Lazy slot) {
    List<String> strings = new ArrayList<>();
    for (Lazy element : Force.list(slot, ev, Positions.NONE, NO_HINT).elements()) {
      strings.add(Force.plainString(element, ev, Positions.NONE, NO_HINT));
    }
    return strings;
  }

  private boolean submits(Lazy slot) {
    for (Lazy element : Force.list(slot, ev, Positions.NONE, NO_HINT).elements()) {
      StringValue feature = Force.string(element, ev, Positions.NONE, NO_HINT);
      context.add(feature.context());
      if (feature.text().equals(SUBMITTING)) {
        return true;
      }
    }
    return false;
  }

  private void setMethod(String mode) {
    method = mode.equals("recursive") ? ContentAddressMethod.NAR : parseMethod(mode);
    if (method == ContentAddressMethod.TEXT) {
      settings.require(
          DYNAMIC_FEATURE, "text-hashed derivation '" + name + "', outputHashMode = \"text\"");
    } else if (method == ContentAddressMethod.GIT) {
      settings.require("git-hashing", "");
    }
  }

  private static ContentAddressMethod parseMethod(String mode) {
    try {
      return ContentAddressMethod.parse(mode);
    } catch (BadContentAddressException bad) {
      throw new EvalError("invalid value '" + mode + "' for 'outputHashMode' attribute");
    }
  }

  private void setOutputs(List<String> names) {
    outputs.clear();
    for (String output : names) {
      if (outputs.contains(output)) {
        throw new EvalError("duplicate derivation output '" + output + "'");
      }
      // The set that a derivation evaluates to has an attribute of that name already.
      if (output.equals("drvPath")) {
        throw new EvalError("invalid derivation output name 'drvPath'");
      }
      outputs.add(output);
    }
    if (outputs.isEmpty()) {
      throw new EvalError("derivation cannot have an empty set of outputs");
    }
  }

  /** The parts of a text between white space. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || " \t\n\r".indexOf(text.charAt(i)) >= 0) {
        if (i > start) {
          words.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }

  private void warnWithoutEffect(String attribute, int written) {
    warn(
        "'structuredAttrs' disables the effect of the derivation attribute '"
            + attribute
            + "'; use 'outputChecks.<output>."
            + attribute
            + "' instead",
        written);
  }

  private void warn(String text, int written) {
    ev.onlyMain();
    EvalError warning = new EvalError(text, written);
    evaluator.warn(warning.trace(Positions.NONE, "while evaluating derivation '" + name + "'"));
  }
}
