package dev.firn.realise.build.environment;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.json.Json;
import dev.firn.realise.build.options.DerivationOptions;
import dev.firn.store.Store;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationType;
import dev.firn.store.derivation.StructuredAttributes;
import dev.firn.store.path.Placeholder;
import dev.firn.store.path.StorePath;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes what builders are given from what derivations say. It is exactly what Nix makes, so that the same build gives the same output;
 * outputs stand as placeholders in it.
 */
public final class BuilderInputs {
  private static final String[] DIRECTORY_VARIABLES = {
    "NIX_BUILD_TOP", "TMPDIR", "TEMPDIR", "TMP", "TEMP", "PWD"
  };

  private final Derivation derivation;
  private final DerivationOptions options;
  private final Surroundings surroundings;
  private final ReferenceGraphs graphs;
  private final SortedMap<String, String> variables = new TreeMap<>();
  private final SortedMap<String, String> files = new TreeMap<>();

  /**
   * Where a builder runs.
   *
   * @param store the store that holds its inputs
   * @param inputs all that it may see
   * @param cores how many cores it is told to use
   * @param directory its directory, as it sees it
   * @param variables what the variables of the caller are; null if they are not set
   */
  public record Surroundings(
      Store store,
      SortedSet<StorePath> inputs,
      int cores,
      String directory,
      Function<String, @Nullable String> variables) {}

  private BuilderInputs(
      Derivation derivation, DerivationOptions options, Surroundings surroundings) {
    this.derivation = derivation;
    this.options = options;
    this.surroundings = surroundings;
    this.graphs = new ReferenceGraphs(surroundings.store(), surroundings.inputs());
  }

  /**
   * What the builder of a derivation is given.
   *
   * @throws dev.firn.store.StoreException with Nix's message, if it asks for references of paths that it may not see
   */
  public static BuilderInput of(
      Derivation derivation, DerivationOptions options, Surroundings surroundings) {
    BuilderInputs inputs = new BuilderInputs(derivation, options, surroundings);
    inputs.addDefaults();
    inputs.addAttributes();
    inputs.addFixed();
    return new BuilderInput(inputs.variables, inputs.files);
  }

  /** What a derivation may change. */
  private void addDefaults() {
    variables.put("PATH", "/path-not-set");
    variables.put("HOME", "/homeless-shelter");
    variables.put("NIX_STORE", surroundings.store().dir().path());
    variables.put("NIX_BUILD_CORES", Integer.toString(surroundings.cores()));
  }

  private void addAttributes() {
    StructuredAttributes structured = derivation.structuredAttributes();
    if (structured != null) {
      Json.Obj attributes = attributes(structured.json());
      addFile("NIX_ATTRS_SH_FILE", ".attrs.sh", ShellAttributes.print(attributes));
      addFile("NIX_ATTRS_JSON_FILE", ".attrs.json", attributes.print());
      return;
    }
    derivation
        .environment()
        .forEach((name, value) -> {
          if (options.passAsFile().contains(name)) {
            String hash = Hash.digest(HashAlgorithm.SHA256, name).nix32();
            addFile(name + "Path", ".attr-" + hash, value);
          } else {
            variables.put(name, value);
          }
        });
    options.exportReferencesGraph().forEach((file, paths) -> files.put(file, graphs.text(paths)));
  }

  private void addFile(String variable, String name, String content) {
    files.put(name, content);
    variables.put(variable, surroundings.directory() + "/" + name);
  }

  private Json.Obj attributes(Json.Obj given) {
    SortedMap<String, Json> members = new TreeMap<>(given.members());
    SortedMap<String, Json> outputs = new TreeMap<>();
    for (String output : derivation.outputs().keySet()) {
      outputs.put(output, new Json.Str(Placeholder.output(output).text()));
    }
    members.put("outputs", Json.object(outputs));
    for (Map.Entry<String, SortedSet<StorePath>> graph :
        options.exportReferencesGraph().entrySet()) {
      members.put(graph.getKey(), graphs.json(graph.getValue()));
    }
    return Json.object(members);
  }

  /** What a derivation cannot change. */
  private void addFixed() {
    for (String name : DIRECTORY_VARIABLES) {
      variables.put(name, surroundings.directory());
    }
    if (derivation.type() == DerivationType.FIXED) {
      variables.put("NIX_OUTPUT_CHECKED", "1");
    }
    if (!derivation.type().isSandboxed()) {
      for (String name : options.impureVariables()) {
        String value = surroundings.variables().apply(name);
        variables.put(name, value == null ? "" : value);
      }
    }
    variables.put("NIX_LOG_FD", "2");
    variables.put("TERM", "xterm-256color");
  }
}
