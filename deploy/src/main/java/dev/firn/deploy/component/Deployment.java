package dev.firn.deploy.component;

import dev.firn.base.hash.Digest;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What shall be: components under one name. The name is bound to where the declaration stands and to who applies it.
 *
 * @param name letters, digits, {@code . _ -}; at most 64, the first a letter or digit
 * @param source where the declaration stands
 * @param user who applies it
 * @param components by path, checked, fingerprints final
 */
public record Deployment(
    String name, String source, String user, SortedMap<ComponentPath, Component> components) {
  private static final int LONGEST_NAME = 64;

  /** Copies the map. */
  public Deployment {
    components = Collections.unmodifiableSortedMap(new TreeMap<>(components));
  }

  /**
   * A deployment of declared components. The fingerprint of a component that follows others becomes one that changes with theirs.
   *
   * @throws ModelException if the name or the graph of the components is wrong
   */
  public static Deployment of(
      String name, String source, String user, Collection<Component> declared) {
    checkName(name);
    Graph graph = Graph.of(declared);
    SortedMap<ComponentPath, Component> components = new TreeMap<>();
    for (Component component : graph.order()) {
      components.put(component.path(), sealed(component, components));
    }
    return new Deployment(name, source, user, components);
  }

  private static Component sealed(
      Component component, SortedMap<ComponentPath, Component> earlier) {
    if (component.follows().isEmpty()) {
      return component;
    }
    Digest digest = Digest.of(HashAlgorithm.SHA256).update(component.fingerprint());
    earlier.forEach((path, followed) -> {
      if (component.follows().stream().anyMatch(name -> path.equals(name) || path.isBelow(name))) {
        digest.update("\n" + path + "\n" + followed.fingerprint());
      }
    });
    Hash hash = digest.finish();
    return component.withFingerprint(hash.base16());
  }

  /** Whether a deployment can have that name, which is also the name of a file. */
  public static boolean isName(String name) {
    boolean good =
        !name.isEmpty() && name.length() <= LONGEST_NAME && isLetterOrDigit(name.charAt(0));
    for (int i = 0; good && i < name.length(); i++) {
      char c = name.charAt(i);
      good = isLetterOrDigit(c) || c == '.' || c == '_' || c == '-';
    }
    return good;
  }

  /**
   * Accepts names that a deployment can have.
   *
   * @throws ModelException for any other
   */
  public static void checkName(String name) {
    if (!isName(name)) {
      throw new ModelException(
          "'"
              + name
              + "' cannot be the name of a deployment: it takes letters, digits, '.', '_' and '-', at most "
              + LONGEST_NAME
              + ", the first a letter or digit; choose one with --name");
    }
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
