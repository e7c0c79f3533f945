package dev.firn.realise.build.options;

import dev.firn.base.json.Json;
import dev.firn.store.derivation.BadDerivationException;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.path.BadStorePathException;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a derivation asks of whoever builds it. Which attributes mean what is Nix's.
 *
 * @param checksOfAll what all outputs must be like
 * @param checks what outputs must be like, by name
 * @param discardReferences whether references of outputs do not count, by name
 * @param passAsFile the variables that the builder gets as files
 * @param exportReferencesGraph the paths of which the builder is told what they need, by the name under which it is told
 * @param noChroot whether it must not be built in a sandbox
 * @param impureHostDependencies files of the host that it wants to see
 * @param impureVariables variables of the caller that it wants to see
 * @param requiredFeatures features that the machine must have
 * @param preferLocalBuild whether another machine is not worth the while
 * @param allowSubstitutes whether outputs may come from elsewhere
 */
public record DerivationOptions(
    OutputChecks checksOfAll,
    SortedMap<String, OutputChecks> checks,
    SortedMap<String, Boolean> discardReferences,
    SortedSet<String> passAsFile,
    SortedMap<String, SortedSet<StorePath>> exportReferencesGraph,
    boolean noChroot,
    SortedSet<String> impureHostDependencies,
    SortedSet<String> impureVariables,
    SortedSet<String> requiredFeatures,
    boolean preferLocalBuild,
    boolean allowSubstitutes) {
  /** The feature that a derivation needs whose outputs are not known before it is built. */
  public static final String CONTENT_ADDRESSED = "ca-derivations";

  /**
   * Reads what a derivation asks for.
   *
   * @throws BadDerivationException if some attribute is not what it must be
   */
  public static DerivationOptions of(Derivation derivation, StoreDir dir) {
    try {
      return read(derivation, dir);
    } catch (BadStorePathException bad) {
      throw new BadDerivationException(String.valueOf(bad.getMessage()));
    }
  }

  private static DerivationOptions read(Derivation derivation, StoreDir dir) {
    Attributes attributes = Attributes.of(derivation);
    ChecksReader checks = new ChecksReader(dir);
    boolean plain = attributes instanceof Attributes.Variables;
    String graph = derivation.environment().getOrDefault("exportReferencesGraph", "");
    return new DerivationOptions(
        attributes instanceof Attributes.Variables variables
            ? checks.ofVariables(variables)
            : OutputChecks.NONE,
        attributes instanceof Attributes.Members members
            ? checks.ofMembers(members)
            : new TreeMap<>(),
        attributes instanceof Attributes.Members members ? discarded(members) : new TreeMap<>(),
        plain ? attributes.wordsOrNone("passAsFile") : new TreeSet<>(),
        attributes instanceof Attributes.Members members
            ? ExportedGraphs.ofMember(members.attributes().get("exportReferencesGraph"), dir)
            : ExportedGraphs.ofVariable(graph, dir),
        attributes.flag("__noChroot", false),
        attributes.wordsOrNone("__impureHostDeps"),
        attributes.wordsOrNone("impureEnvVars"),
        features(attributes, derivation),
        attributes.flag("preferLocalBuild", false),
        attributes.flag("allowSubstitutes", true));
  }

  private static SortedMap<String, Boolean> discarded(Attributes.Members members) {
    SortedMap<String, Boolean> discarded = new TreeMap<>();
    String name = "unsafeDiscardReferences";
    Json value = members.attributes().get(name);
    if (value != null) {
      for (Map.Entry<String, Json> each :
          Attributes.Members.object(value, name).members().entrySet()) {
        discarded.put(each.getKey(), Attributes.Members.bool(each.getValue(), name));
      }
    }
    return discarded;
  }

  private static SortedSet<String> features(Attributes attributes, Derivation derivation) {
    SortedSet<String> features = attributes.wordsOrNone("requiredSystemFeatures");
    if (!derivation.type().hasKnownOutputPaths()) {
      features.add(CONTENT_ADDRESSED);
    }
    return features;
  }

  /** What that output must be like, if not {@link #checksOfAll} says it. */
  public OutputChecks checks(String output) {
    return checks.getOrDefault(output, checksOfAll);
  }

  /** Whether references of that output do not count. */
  public boolean discardsReferences(String output) {
    return discardReferences.getOrDefault(output, false);
  }
}
