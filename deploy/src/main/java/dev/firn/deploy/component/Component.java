package dev.firn.deploy.component;

import dev.firn.base.json.Json;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A node of a deployment, as it shall be: plain data that a driver makes real.
 *
 * @param path its name in the deployment
 * @param place the driver and the machine that it belongs to
 * @param inputs what it is made of, for the driver and for people; secrets never stand here, but keyed hashes of them
 * @param fingerprint the hash of all that it is made of: as long as it is the same, the component is left alone
 * @param dependsOn what must be there before it; composites stand for all of their members
 * @param follows those of {@code dependsOn} whose change changes this component too
 * @param connectsTo what it talks to, in no order
 * @param reloadable the inputs that can change while it runs
 * @param probe tells when it is ready; null if it is when its driver says so
 * @param reversible whether it can be started, changed and stopped without losing anything
 */
public record Component(
    ComponentPath path,
    Place place,
    SortedMap<String, Json> inputs,
    String fingerprint,
    SortedSet<ComponentPath> dependsOn,
    SortedSet<ComponentPath> follows,
    SortedSet<ComponentPath> connectsTo,
    SortedSet<String> reloadable,
    @Nullable Probe probe,
    boolean reversible) {
  /** Copies all collections. */
  public Component {
    inputs = Json.object(inputs).members();
    dependsOn = sorted(dependsOn);
    follows = sorted(follows);
    connectsTo = sorted(connectsTo);
    reloadable = sorted(reloadable);
    if (!dependsOn.containsAll(follows)) {
      throw new ModelException(
          path + " can follow only what it depends on: add " + follows + " to its dependsOn");
    }
  }

  private static <T extends Comparable<T>> SortedSet<T> sorted(Collection<T> values) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(values));
  }

  /** A component without inputs, dependencies and probe, which is reversible. */
  public static Component of(ComponentPath path, Place place, String fingerprint) {
    return new Component(
        path,
        place,
        new TreeMap<>(),
        fingerprint,
        new TreeSet<>(),
        new TreeSet<>(),
        new TreeSet<>(),
        new TreeSet<>(),
        null,
        true);
  }

  /** This component with that fingerprint. */
  public Component withFingerprint(String other) {
    return new Component(
        path, place, inputs, other, dependsOn, follows, connectsTo, reloadable, probe, reversible);
  }

  /** This component with those dependencies. */
  public Component withDependsOn(Collection<ComponentPath> others) {
    return new Component(
        path,
        place,
        inputs,
        fingerprint,
        sorted(others),
        follows,
        connectsTo,
        reloadable,
        probe,
        reversible);
  }

  /** This component, changed by changes of those dependencies. */
  public Component withFollows(Collection<ComponentPath> others) {
    return new Component(
        path,
        place,
        inputs,
        fingerprint,
        dependsOn,
        sorted(others),
        connectsTo,
        reloadable,
        probe,
        reversible);
  }

  /** This component, connected to those. */
  public Component withConnectsTo(Collection<ComponentPath> others) {
    return new Component(
        path,
        place,
        inputs,
        fingerprint,
        dependsOn,
        follows,
        sorted(others),
        reloadable,
        probe,
        reversible);
  }

  /** This component with those inputs, of which some can change while it runs. */
  public Component withInputs(Map<String, Json> others, Collection<String> reloadableOnes) {
    return new Component(
        path,
        place,
        new TreeMap<>(others),
        fingerprint,
        dependsOn,
        follows,
        connectsTo,
        sorted(reloadableOnes),
        probe,
        reversible);
  }

  /** This component with that probe. */
  public Component withProbe(@Nullable Probe other) {
    return new Component(
        path,
        place,
        inputs,
        fingerprint,
        dependsOn,
        follows,
        connectsTo,
        reloadable,
        other,
        reversible);
  }

  /** This component as one that cannot be changed without losing something. */
  public Component irreversible() {
    return new Component(
        path, place, inputs, fingerprint, dependsOn, follows, connectsTo, reloadable, probe, false);
  }

  /** Whether what that component is made of, and where, is what this one is made of. */
  public boolean isSameAs(Component other) {
    return place.equals(other.place) && fingerprint.equals(other.fingerprint);
  }
}
