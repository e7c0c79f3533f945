package dev.firn.deploy.plan;

import dev.firn.base.hash.Digest;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentJson;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Standing;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Hashes what a plan is made from. */
final class Fingerprints {
  private Fingerprints() {}

  static String of(SortedMap<ComponentPath, Standing> standings, Observed observed) {
    Digest digest = Digest.of(HashAlgorithm.SHA256);
    for (Standing standing : standings.values()) {
      switch (standing) {
        case Standing.Settled settled -> add(digest, "is", settled.component());
        case Standing.Doubtful doubtful -> {
          add(digest, "was", doubtful.before());
          add(digest, "becomes", doubtful.after());
        }
      }
    }
    observed
        .places()
        .forEach((place, found) -> {
          digest.update("at " + place + "\n");
          found.forEach((path, present) -> digest.update(path + " " + present + "\n"));
        });
    return digest.finish().base16();
  }

  private static void add(Digest digest, String how, @Nullable Component component) {
    digest.update(
        how
            + " "
            + (component == null ? "nothing" : ComponentJson.write(component).print())
            + "\n");
  }
}
