package dev.firn.store.derivation;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.json.Json;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The JSON form of derivations, version 4. Store paths in it are base names. */
public final class DerivationJson {
  /** The version that is written, and the only one that is read. */
  public static final int VERSION = 4;

  /** How deep outputs of outputs may nest. */
  private static final int MAX_DEPTH = 64;

  private DerivationJson() {}

  /** The JSON form. */
  public static Json.Obj toJson(Derivation derivation) {
    SortedMap<String, Json> members = new TreeMap<>();
    members.put("name", new Json.Str(derivation.name()));
    members.put("version", new Json.Int(VERSION));
    SortedMap<String, Json> outputs = new TreeMap<>();
    derivation.outputs().forEach((name, output) -> outputs.put(name, output(output)));
    members.put("outputs", new Json.Obj(outputs));
    members.put("inputs", inputs(derivation));
    members.put("system", new Json.Str(derivation.system()));
    members.put("builder", new Json.Str(derivation.builder()));
    members.put("args", strings(derivation.arguments()));
    SortedMap<String, Json> environment = new TreeMap<>();
    derivation.environment().forEach((name, value) -> environment.put(name, new Json.Str(value)));
    members.put("env", new Json.Obj(environment));
    if (derivation.structuredAttributes() != null) {
      members.put("structuredAttrs", derivation.structuredAttributes().json());
    }
    return new Json.Obj(members);
  }

  private static Json output(DerivationOutput output) {
    SortedMap<String, Json> members = new TreeMap<>();
    if (output instanceof DerivationOutput.InputAddressed known) {
      members.put("path", new Json.Str(known.path().baseName()));
    } else if (output instanceof DerivationOutput.Fixed fixed) {
      members.put("method", new Json.Str(fixed.address().method().text()));
      members.put("hash", new Json.Str(fixed.address().hash().sri()));
    } else if (output instanceof DerivationOutput.Floating floating) {
      members.put("method", new Json.Str(floating.method().text()));
      members.put("hashAlgo", new Json.Str(floating.algorithm().text()));
    } else if (output instanceof DerivationOutput.Impure impure) {
      members.put("method", new Json.Str(impure.method().text()));
      members.put("hashAlgo", new Json.Str(impure.algorithm().text()));
      members.put("impure", new Json.Bool(true));
    }
    return new Json.Obj(members);
  }

  private static Json inputs(Derivation derivation) {
    List<String> sources = new ArrayList<>();
    derivation.inputSources().forEach(source -> sources.add(source.baseName()));
    SortedMap<String, Json> derivations = new TreeMap<>();
    derivation
        .inputDerivations()
        .forEach((path, used) -> derivations.put(path.baseName(), inputOutputs(used)));
    return Json.object(Map.of("srcs", strings(sources), "drvs", new Json.Obj(derivations)));
  }

  private static Json inputOutputs(InputOutputs outputs) {
    SortedMap<String, Json> dynamic = new TreeMap<>();
    outputs.dynamic().forEach((name, inner) -> dynamic.put(name, inputOutputs(inner)));
    return Json.object(
        Map.of("outputs", strings(outputs.names()), "dynamicOutputs", new Json.Obj(dynamic)));
  }

  private static Json strings(Iterable<String> values) {
    List<Json> strings = new ArrayList<>();
    values.forEach(value -> strings.add(new Json.Str(value)));
    return new Json.Array(strings);
  }

  /**
   * Reads the JSON form.
   *
   * @throws BadDerivationException if it is not that of a derivation
   */
  public static Derivation parse(Json json, StoreDir dir) {
    Json.Obj object = object(json);
    version(member(object, "version"));
    String name = string(member(object, "name"));
    Json.Obj inputs = object(member(object, "inputs"));
    Json attributes = object.get("structuredAttrs");
    return new Derivation(
        name,
        outputs(object(member(object, "outputs")), name, dir),
        inputDerivations(object(member(inputs, "drvs"))),
        sources(member(inputs, "srcs")),
        string(member(object, "system")),
        string(member(object, "builder")),
        stringList(member(object, "args")),
        environment(object(member(object, "env"))),
        attributes == null ? null : new StructuredAttributes(object(attributes).print()));
  }

  private static void version(Json json) {
    if (!(json instanceof Json.Int version) || version.value() < 0) {
      throw new BadDerivationException(
          "Expected JSON value to be an unsigned integral number but it is of type '"
              + typeName(json)
              + "': "
              + json.print());
    }
    if (version.value() != VERSION) {
      throw new BadDerivationException(
          "Unsupported derivation JSON format version "
              + version.value()
              + ", only format version "
              + VERSION
              + " is currently supported.");
    }
  }

  private static SortedMap<String, DerivationOutput> outputs(
      Json.Obj json, String name, StoreDir dir) {
    SortedMap<String, DerivationOutput> outputs = new TreeMap<>();
    json.members().forEach((id, output) -> outputs.put(id, output(object(output), name, id, dir)));
    return outputs;
  }

  private static DerivationOutput output(Json.Obj json, String name, String id, StoreDir dir) {
    Set<String> keys = json.members().keySet();
    if (keys.isEmpty()) {
      return new DerivationOutput.Deferred();
    }
    if (keys.equals(Set.of("path"))) {
      return new DerivationOutput.InputAddressed(StorePath.of(string(member(json, "path"))));
    }
    if (keys.equals(Set.of("method", "hash"))) {
      Hash hash = Hash.parseSri(string(member(json, "hash")));
      return DerivationOutput.fixed(dir, name, id, new ContentAddress(method(json), hash));
    }
    if (keys.equals(Set.of("method", "hashAlgo"))) {
      return new DerivationOutput.Floating(method(json), algorithm(json));
    }
    if (keys.equals(Set.of("method", "hashAlgo", "impure"))) {
      return new DerivationOutput.Impure(method(json), algorithm(json));
    }
    throw new BadDerivationException("invalid JSON for derivation output");
  }

  private static ContentAddressMethod method(Json.Obj json) {
    return ContentAddressMethod.parse(string(member(json, "method")));
  }

  private static HashAlgorithm algorithm(Json.Obj json) {
    return HashAlgorithm.parse(string(member(json, "hashAlgo")));
  }

  private static SortedMap<StorePath, InputOutputs> inputDerivations(Json.Obj json) {
    SortedMap<StorePath, InputOutputs> inputs = new TreeMap<>();
    json.members()
        .forEach((path, used) -> inputs.put(StorePath.of(path), inputOutputs(object(used), 0)));
    return inputs;
  }

  private static InputOutputs inputOutputs(Json.Obj json, int depth) {
    if (depth > MAX_DEPTH) {
      throw new BadDerivationException("outputs of outputs are nested too deeply");
    }
    SortedMap<String, InputOutputs> dynamic = new TreeMap<>();
    for (Map.Entry<String, Json> inner :
        object(member(json, "dynamicOutputs")).members().entrySet()) {
      dynamic.put(inner.getKey(), inputOutputs(object(inner.getValue()), depth + 1));
    }
    return new InputOutputs(new TreeSet<>(stringList(member(json, "outputs"))), dynamic);
  }

  private static SortedSet<StorePath> sources(Json json) {
    SortedSet<StorePath> sources = new TreeSet<>();
    stringList(json).forEach(source -> sources.add(StorePath.of(source)));
    return sources;
  }

  private static SortedMap<String, String> environment(Json.Obj json) {
    SortedMap<String, String> environment = new TreeMap<>();
    json.members().forEach((name, value) -> environment.put(name, string(value)));
    return environment;
  }

  private static Json member(Json.Obj object, String name) {
    Json member = object.get(name);
    if (member == null) {
      throw new BadDerivationException(
          "Expected JSON object to contain key '" + name + "' but it doesn't: " + object.print());
    }
    return member;
  }

  private static Json.Obj object(Json json) {
    if (json instanceof Json.Obj object) {
      return object;
    }
    throw wrongType(json, "object");
  }

  private static String string(Json json) {
    if (json instanceof Json.Str string) {
      return string.value();
    }
    throw wrongType(json, "string");
  }

  private static List<String> stringList(Json json) {
    if (!(json instanceof Json.Array array)) {
      throw wrongType(json, "array");
    }
    List<String> strings = new ArrayList<>();
    array.members().forEach(member -> strings.add(string(member)));
    return strings;
  }

  private static BadDerivationException wrongType(Json json, String expected) {
    return new BadDerivationException(
        "Expected JSON value to be of type '"
            + expected
            + "' but it is of type '"
            + typeName(json)
            + "': "
            + json.print());
  }

  /** The name of the type of a value, as messages have it. */
  static String typeName(Json json) {
    if (json instanceof Json.Null) {
      return "null";
    }
    if (json instanceof Json.Bool) {
      return "boolean";
    }
    if (json instanceof Json.Str) {
      return "string";
    }
    if (json instanceof Json.Array) {
      return "array";
    }
    return json instanceof Json.Obj ? "object" : "number";
  }
}
