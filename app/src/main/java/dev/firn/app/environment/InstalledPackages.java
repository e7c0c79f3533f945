package dev.firn.app.environment;

import dev.firn.app.eval.Session;
import dev.firn.base.sys.BytePaths;
import dev.firn.lang.select.DerivationFinder;
import dev.firn.lang.select.FoundDerivation;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Value;
import dev.firn.store.StoreException;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads what is installed in a user environment: its file {@code manifest.nix} says it. */
public final class InstalledPackages {
  private InstalledPackages() {}

  /** The paths that stand for the packages of a profile, or of one of its generations, whoever made it. */
  public static List<StorePath> paths(Path profile, Session session) {
    List<StorePath> paths = new ArrayList<>();
    for (FoundDerivation found : read(profile, session)) {
      paths.add(Element.of(found, session).output());
    }
    return paths;
  }

  /**
   * The packages of a profile, or of one of its generations; none if it is not there.
   *
   * @throws StoreException if it was not made by {@code nix-env}
   */
  static List<Element> of(Path profile, Session session) {
    if (Files.exists(profile.resolve("manifest.json"))) {
      throw new StoreException(
          "profile \""
              + BytePaths.bytes(profile)
              + "\" is incompatible with 'nix-env'; please use 'firn profile' instead");
    }
    List<Element> all = new ArrayList<>();
    for (FoundDerivation found : read(profile, session)) {
      all.add(Element.of(found, session));
    }
    return all;
  }

  private static List<FoundDerivation> read(Path profile, Session session) {
    Path manifest = profile.resolve("manifest.nix");
    if (!Files.exists(manifest)) {
      return List.of();
    }
    try {
      String file = BytePaths.bytes(manifest.toRealPath());
      Value value = session.evaluator().evalFile(file, session.evaluation());
      return DerivationFinder.find(value, Attrs.EMPTY, session.evaluation());
    } catch (IOException failed) {
      throw new StoreException("cannot read \"" + manifest + "\": " + failed.getMessage(), failed);
    }
  }
}
