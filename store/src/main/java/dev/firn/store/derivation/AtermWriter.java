package dev.firn.store.derivation;

import dev.firn.base.text.ByteBuilder;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Writes derivations as terms, straight into bytes. Names, paths and the system are written as they are; only the
 * builder, arguments and environment are escaped.
 */
final class AtermWriter {
  private static final byte[] ESCAPES = new byte[256];

  static {
    ESCAPES['"'] = '"';
    ESCAPES['\\'] = '\\';
    ESCAPES['\n'] = 'n';
    ESCAPES['\t'] = 't';
    ESCAPES['\r'] = 'r';
  }

  private final ByteBuilder target;
  private final StoreDir dir;

  AtermWriter(ByteBuilder target, StoreDir dir) {
    this.target = target;
    this.dir = dir;
  }

  /** Writes what the file of the derivation holds. */
  void derivation(Derivation derivation) {
    target.append(derivation.hasDynamicInputs() ? "DrvWithVersion(\"xp-dyn-drv\"," : "Derive(");
    outputs(derivation.outputs());
    target.append(",[");
    boolean first = true;
    for (Map.Entry<StorePath, InputOutputs> input : derivation.inputDerivations().entrySet()) {
      target.append(first ? "(\"" : ",(\"");
      first = false;
      path(input.getKey()).append("\",");
      inputOutputs(input.getValue());
      target.append(')');
    }
    target.append(']');
    rest(derivation, false);
  }

  /**
   * Writes what the hash of a derivation is taken of.
   *
   * @param inputs what stands for input derivations: the outputs that are used, by a hash in base 16
   * @param masked whether the paths of the derivation's own outputs are left out
   */
  void hashed(Derivation derivation, SortedMap<String, SortedSet<String>> inputs, boolean masked) {
    target.append("Derive(");
    if (masked) {
      maskedOutputs(derivation.outputs().keySet());
    } else {
      outputs(derivation.outputs());
    }
    target.append(",[");
    boolean first = true;
    for (Map.Entry<String, SortedSet<String>> input : inputs.entrySet()) {
      target.append(first ? "(\"" : ",(\"").append(input.getKey()).append("\",");
      first = false;
      names(input.getValue());
      target.append(')');
    }
    target.append(']');
    rest(derivation, masked);
  }

  private void outputs(SortedMap<String, DerivationOutput> outputs) {
    target.append('[');
    boolean first = true;
    for (Map.Entry<String, DerivationOutput> output : outputs.entrySet()) {
      target.append(first ? "(\"" : ",(\"").append(output.getKey()).append("\",\"");
      first = false;
      output(output.getValue());
      target.append("\")");
    }
    target.append(']');
  }

  private void output(DerivationOutput output) {
    if (output instanceof DerivationOutput.InputAddressed known) {
      path(known.path()).append("\",\"\",\"");
    } else if (output instanceof DerivationOutput.Fixed fixed) {
      path(fixed.path())
          .append("\",\"")
          .append(fixed.address().methodAndAlgorithm())
          .append("\",\"");
      target.append(fixed.address().hash().base16());
    } else if (output instanceof DerivationOutput.Floating floating) {
      target
          .append("\",\"")
          .append(floating.method().withAlgorithm(floating.algorithm()))
          .append("\",\"");
    } else if (output instanceof DerivationOutput.Impure impure) {
      target
          .append("\",\"")
          .append(impure.method().withAlgorithm(impure.algorithm()))
          .append("\",\"impure");
    } else {
      target.append("\",\"\",\"");
    }
  }

  private void maskedOutputs(Iterable<String> names) {
    target.append('[');
    boolean first = true;
    for (String name : names) {
      target.append(first ? "(\"" : ",(\"").append(name).append("\",\"\",\"\",\"\")");
      first = false;
    }
    target.append(']');
  }

  private void inputOutputs(InputOutputs outputs) {
    if (!outputs.isDynamic()) {
      names(outputs.names());
      return;
    }
    target.append('(');
    names(outputs.names());
    target.append(",[");
    boolean first = true;
    for (Map.Entry<String, InputOutputs> inner : outputs.dynamic().entrySet()) {
      target.append(first ? "(\"" : ",(\"").append(inner.getKey()).append("\",");
      first = false;
      inputOutputs(inner.getValue());
      target.append(')');
    }
    target.append("])");
  }

  private void names(Iterable<String> names) {
    target.append('[');
    boolean first = true;
    for (String name : names) {
      target.append(first ? "\"" : ",\"").append(name).append('"');
      first = false;
    }
    target.append(']');
  }

  private void rest(Derivation derivation, boolean masked) {
    target.append(",[");
    boolean first = true;
    for (StorePath source : derivation.inputSources()) {
      target.append(first ? "\"" : ",\"");
      first = false;
      path(source).append('"');
    }
    target.append("],\"").append(derivation.system()).append("\",");
    string(derivation.builder());
    target.append(",[");
    first = true;
    for (String argument : derivation.arguments()) {
      if (!first) {
        target.append(',');
      }
      first = false;
      string(argument);
    }
    target.append("],[");
    environment(derivation, masked);
    target.append("])");
  }

  private void environment(Derivation derivation, boolean masked) {
    StructuredAttributes pending = derivation.structuredAttributes();
    boolean first = true;
    for (Map.Entry<String, String> variable : derivation.environment().entrySet()) {
      String name = variable.getKey();
      if (pending != null && StructuredAttributes.VARIABLE.compareTo(name) < 0) {
        variable(StructuredAttributes.VARIABLE, pending.text(), first);
        pending = null;
        first = false;
      }
      variable(
          name, masked && derivation.outputs().containsKey(name) ? "" : variable.getValue(), first);
      first = false;
    }
    if (pending != null) {
      variable(StructuredAttributes.VARIABLE, pending.text(), first);
    }
  }

  private void variable(String name, String value, boolean first) {
    target.append(first ? "(" : ",(");
    string(name);
    target.append(',');
    string(value);
    target.append(')');
  }

  private ByteBuilder path(StorePath path) {
    return target.append(dir.path()).append('/').append(path.baseName());
  }

  /** Writes a string in quotes. */
  private void string(String text) {
    target.append('"').appendEscaped(text, ESCAPES).append('"');
  }
}
