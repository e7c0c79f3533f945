package dev.firn.store.derivation;

import dev.firn.base.hash.BadHashException;
import dev.firn.base.text.ByteBuilder;
import dev.firn.base.text.Latin1;
import dev.firn.store.path.BadContentAddressException;
import dev.firn.store.path.BadStorePathException;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads derivations from terms. Anything that the writer would not write is refused, except for the order of lists. */
final class AtermParser {
  /** How deep outputs of outputs may nest. */
  private static final int MAX_DEPTH = 64;

  private final byte[] content;
  private final String name;
  private final StoreDir dir;
  private int position;

  AtermParser(byte[] content, String name, StoreDir dir) {
    this.content = content;
    this.name = name;
    this.dir = dir;
  }

  Derivation parse() {
    boolean dynamic = header();
    SortedMap<String, DerivationOutput> outputs = outputs();
    expect(",");
    SortedMap<StorePath, InputOutputs> inputs = inputs(dynamic);
    expect(",");
    SortedSet<StorePath> sources = sources();
    expect(",");
    String system = bareString();
    expect(",");
    String builder = string();
    expect(",");
    List<String> arguments = arguments();
    expect(",");
    SortedMap<String, String> environment = environment();
    expect(")");
    if (position != content.length) {
      throw error("there is more after the end of the derivation", position);
    }
    String json = environment.remove(StructuredAttributes.VARIABLE);
    return new Derivation(
        name,
        outputs,
        inputs,
        sources,
        system,
        builder,
        arguments,
        environment,
        json == null ? null : StructuredAttributes.parse(json));
  }

  private boolean header() {
    if (take("Derive(")) {
      return false;
    }
    if (!take("DrvWithVersion(")) {
      throw error("derivation does not start with 'Derive' or 'DrvWithVersion'", position);
    }
    int start = position;
    String version = string();
    if (!version.equals("xp-dyn-drv")) {
      throw error("Unknown derivation ATerm format version '" + version + "'", start);
    }
    expect(",");
    return true;
  }

  private SortedMap<String, DerivationOutput> outputs() {
    SortedMap<String, DerivationOutput> outputs = new TreeMap<>();
    expect("[");
    for (boolean first = true; more(first); first = false) {
      int start = position;
      expect("(");
      String id = bareString();
      if (outputs.put(id, output(id)) != null) {
        throw error("output '" + id + "' is there twice", start);
      }
      expect(")");
    }
    return outputs;
  }

  private DerivationOutput output(String id) {
    expect(",");
    int start = position;
    String path = string();
    expect(",");
    String algorithm = string();
    expect(",");
    String hash = string();
    try {
      return new OutputFields(path, algorithm, hash).parse(dir, name, id);
    } catch (BadStorePathException | BadHashException | BadContentAddressException bad) {
      throw error(bad.getMessage(), start);
    } catch (BadDerivationException bad) {
      throw error(bad.getMessage(), start);
    }
  }

  private SortedMap<StorePath, InputOutputs> inputs(boolean dynamic) {
    SortedMap<StorePath, InputOutputs> inputs = new TreeMap<>();
    expect("[");
    for (boolean first = true; more(first); first = false) {
      int start = position;
      expect("(");
      StorePath path = path();
      expect(",");
      InputOutputs outputs = inputOutputs(dynamic, 0);
      if (outputs.isEmpty()) {
        throw error("inputDrvs entry for '" + dir.print(path) + "' specifies no outputs", start);
      }
      if (inputs.put(path, outputs) != null) {
        throw error("input derivation '" + dir.print(path) + "' is there twice", start);
      }
      expect(")");
    }
    return inputs;
  }

  private InputOutputs inputOutputs(boolean dynamic, int depth) {
    if (!dynamic || (position < content.length && content[position] == '[')) {
      return InputOutputs.of(names());
    }
    if (depth == MAX_DEPTH) {
      throw error("outputs of outputs are nested too deeply", position);
    }
    if (!take("(")) {
      throw error("invalid inputDrvs entry in derivation", position);
    }
    SortedSet<String> names = names();
    SortedMap<String, InputOutputs> inner = new TreeMap<>();
    expect(",[");
    for (boolean first = true; more(first); first = false) {
      int start = position;
      expect("(");
      String id = bareString();
      expect(",");
      if (inner.put(id, inputOutputs(true, depth + 1)) != null) {
        throw error("output '" + id + "' is there twice", start);
      }
      expect(")");
    }
    expect(")");
    return new InputOutputs(names, inner);
  }

  private SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    expect("[");
    for (boolean first = true; more(first); first = false) {
      int start = position;
      String id = bareString();
      if (!names.add(id)) {
        throw error("output '" + id + "' is there twice", start);
      }
    }
    return names;
  }

  private SortedSet<StorePath> sources() {
    SortedSet<StorePath> sources = new TreeSet<>();
    expect("[");
    for (boolean first = true; more(first); first = false) {
      int start = position;
      StorePath path = path();
      if (!sources.add(path)) {
        throw error("input source '" + dir.print(path) + "' is there twice", start);
      }
    }
    return sources;
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    expect("[");
    for (boolean first = true; more(first); first = false) {
      arguments.add(string());
    }
    return arguments;
  }

  private SortedMap<String, String> environment() {
    SortedMap<String, String> environment = new TreeMap<>();
    expect("[");
    for (boolean first = true; more(first); first = false) {
      int start = position;
      expect("(");
      String variable = string();
      expect(",");
      if (environment.put(variable, string()) != null) {
        throw error("environment variable '" + variable + "' is there twice", start);
      }
      expect(")");
    }
    return environment;
  }

  private StorePath path() {
    int start = position;
    try {
      return dir.parseCanonical(string());
    } catch (BadStorePathException bad) {
      throw error(bad.getMessage(), start);
    }
  }

  /** Goes on to the next element of a list, or past its end. */
  private boolean more(boolean first) {
    if (take("]")) {
      return false;
    }
    if (!first) {
      expect(",");
    }
    return true;
  }

  /** Reads a string that writers do not escape: what would need it cannot be meant. */
  private String bareString() {
    int start = position;
    String text = string();
    if (text.indexOf('"') >= 0 || text.indexOf('\\') >= 0) {
      throw error("quote or backslash in a name", start);
    }
    return text;
  }

  private String string() {
    expect("\"");
    int start = position;
    for (int i = start; i < content.length; i++) {
      if (content[i] == '"') {
        position = i + 1;
        return Latin1.string(content, start, i - start);
      }
      if (content[i] == '\\') {
        return escapedString(start, i);
      }
    }
    throw error("unterminated string in derivation", start);
  }

  /** Reads the string that begins at {@code start} and has its first backslash at {@code backslash}. */
  private String escapedString(int start, int backslash) {
    ByteBuilder text = new ByteBuilder(2 * (backslash - start) + 64);
    int from = start;
    for (int i = backslash; i < content.length; i++) {
      if (content[i] == '"') {
        position = i + 1;
        return text.append(content, from, i - from).toString();
      }
      if (content[i] == '\\' && i + 1 < content.length) {
        text.append(content, from, i - from).append(unescaped(content[i + 1]));
        i++;
        from = i + 1;
      }
    }
    throw error("unterminated string in derivation", start);
  }

  private static char unescaped(byte letter) {
    switch (letter) {
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      default:
        return (char) (letter & 255);
    }
  }

  private boolean take(String expected) {
    if (content.length - position < expected.length()) {
      return false;
    }
    for (int i = 0; i < expected.length(); i++) {
      if (content[position + i] != expected.charAt(i)) {
        return false;
      }
    }
    position += expected.length();
    return true;
  }

  private void expect(String expected) {
    if (!take(expected)) {
      throw error("expected string '" + expected + "'", position);
    }
  }

  private static BadDerivationException error(@Nullable String message, int offset) {
    return new BadDerivationException(message + ", at byte " + offset, offset);
  }
}
