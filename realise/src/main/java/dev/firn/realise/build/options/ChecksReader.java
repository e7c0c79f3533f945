package dev.firn.realise.build.options;

import dev.firn.base.json.Json;
import dev.firn.store.derivation.BadDerivationException;
import dev.firn.store.path.StoreDir;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what outputs must be like. */
final class ChecksReader {
  private final StoreDir dir;

  ChecksReader(StoreDir dir) {
    this.dir = dir;
  }

  /** The checks for all outputs that variables of the environment ask for. They do not count what an output refers to in itself. */
  OutputChecks ofVariables(Attributes.Variables variables) {
    return new OutputChecks(
        null,
        null,
        true,
        references(variables.words("allowedReferences")),
        orNone(references(variables.words("disallowedReferences"))),
        references(variables.words("allowedRequisites")),
        orNone(references(variables.words("disallowedRequisites"))));
  }

  /** The checks that structured attributes ask for, by output. */
  SortedMap<String, OutputChecks> ofMembers(Attributes.Members members) {
    SortedMap<String, OutputChecks> checks = new TreeMap<>();
    Json all = members.attributes().get("outputChecks");
    if (all == null) {
      return checks;
    }
    for (Map.Entry<String, Json> each :
        Attributes.Members.object(all, "outputChecks").members().entrySet()) {
      String name = "outputChecks.\"" + each.getKey() + "\"";
      checks.put(each.getKey(), checks(Attributes.Members.object(each.getValue(), name), name));
    }
    return checks;
  }

  private OutputChecks checks(Json.Obj of, String name) {
    return new OutputChecks(
        size(of, name, "maxSize"),
        size(of, name, "maxClosureSize"),
        false,
        references(strings(of, name, "allowedReferences")),
        orNone(references(strings(of, name, "disallowedReferences"))),
        references(strings(of, name, "allowedRequisites")),
        orNone(references(strings(of, name, "disallowedRequisites"))));
  }

  private static @Nullable Long size(Json.Obj of, String name, String member) {
    Json value = of.get(member);
    if (value == null) {
      return null;
    }
    if (value instanceof Json.Int size && size.value() >= 0) {
      return size.value();
    }
    if (value instanceof Json.Unsigned size) {
      return size.bits();
    }
    throw new BadDerivationException(
        "while parsing attribute \""
            + name
            + "."
            + member
            + "\": Expected JSON value to be an unsigned integral number: "
            + value.print());
  }

  private static @Nullable SortedSet<String> strings(Json.Obj of, String name, String member) {
    Json value = of.get(member);
    return value == null ? null : Attributes.Members.strings(value, name + "." + member);
  }

  private @Nullable SortedSet<OutputChecks.Reference> references(
      @Nullable SortedSet<String> words) {
    if (words == null) {
      return null;
    }
    SortedSet<OutputChecks.Reference> references = new TreeSet<>();
    for (String word : words) {
      references.add(
          dir.contains(word)
              ? new OutputChecks.Reference.ToPath(dir.split(word).storePath())
              : new OutputChecks.Reference.ToOutput(word));
    }
    return references;
  }

  private static SortedSet<OutputChecks.Reference> orNone(
      @Nullable SortedSet<OutputChecks.Reference> references) {
    return references == null ? new TreeSet<>() : references;
  }
}
