package dev.firn.store.protocol;

import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.derivation.OutputFields;
import dev.firn.store.derivation.StructuredAttributes;
import dev.firn.store.path.StorePath;
import dev.firn.store.wire.WireReader;
import dev.firn.store.wire.WireWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Derivations without input derivations, as protocols encode them. */
public final class DerivationCodec {
  private DerivationCodec() {}

  /** Writes a derivation, without its name and input derivations. */
  public static void write(WireWriter writer, Derivation derivation) throws IOException {
    writer.number(derivation.outputs().size());
    for (Map.Entry<String, DerivationOutput> output : derivation.outputs().entrySet()) {
      OutputFields fields = OutputFields.of(output.getValue(), writer.dir());
      writer.string(output.getKey());
      writer.string(fields.path());
      writer.string(fields.methodAndAlgorithm());
      writer.string(fields.hash());
    }
    writer.paths(derivation.inputSources());
    writer.string(derivation.system());
    writer.string(derivation.builder());
    writer.strings(derivation.arguments());
    SortedMap<String, String> environment = new TreeMap<>(derivation.environment());
    StructuredAttributes attributes = derivation.structuredAttributes();
    if (attributes != null) {
      environment.put(StructuredAttributes.VARIABLE, attributes.text());
    }
    writer.map(environment);
  }

  /** Reads what {@link #write} wrote about the derivation with that path. */
  public static Derivation read(WireReader reader, StorePath path) throws IOException {
    String name = Malformed.refuse(path::derivationName);
    SortedMap<String, DerivationOutput> outputs = new TreeMap<>();
    for (long left = reader.count(); left > 0; left--) {
      String output = reader.string();
      OutputFields fields = new OutputFields(reader.string(), reader.string(), reader.string());
      outputs.put(output, Malformed.refuse(() -> fields.parse(reader.dir(), name, output)));
    }
    SortedSet<StorePath> sources = reader.paths();
    String system = reader.string();
    String builder = reader.string();
    List<String> arguments = reader.strings();
    SortedMap<String, String> environment = reader.map();
    String json = environment.remove(StructuredAttributes.VARIABLE);
    return Malformed.refuse(() ->
        new Derivation(
            name,
            outputs,
            new TreeMap<>(),
            sources,
            system,
            builder,
            arguments,
            environment,
            json == null ? null : StructuredAttributes.parse(json)));
  }
}
