package dev.firn.app.deploy;

import dev.firn.app.command.DeployOptions;
import dev.firn.base.text.Suggestions;
import dev.firn.deploy.log.State;
import dev.firn.lang.eval.Paths;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which deployment a command means. */
final class Selection {
  private final DeployCall call;

  private Selection(DeployCall call) {
    this.call = call;
  }

  /** The name of the one that the command line means. */
  static String name(DeployCall call, @Nullable String operand) {
    return new Selection(call).find(operand);
  }

  private String find(@Nullable String operand) {
    String given = call.line().value(DeployOptions.NAME);
    String wanted = given != null ? given : operand;
    if (wanted == null) {
      return implied();
    }
    if (call.deployments().names().contains(wanted)) {
      return wanted;
    }
    List<String> declared = given == null ? declaredAt(absolute(wanted)) : List.of();
    if (declared.isEmpty()) {
      throw unknown(wanted);
    }
    return only(declared, "declared at '" + wanted + "'");
  }

  private String implied() {
    List<String> here = declaredAt(absolute("."));
    if (!here.isEmpty()) {
      return only(here, "declared here");
    }
    List<String> all = call.deployments().names();
    if (all.isEmpty()) {
      throw new DeployFailure("there is no deployment yet: firn apply DIR makes one");
    }
    return only(all, "there");
  }

  private static String only(List<String> names, String where) {
    if (names.size() > 1) {
      throw new DeployFailure(
          "several deployments are "
              + where
              + ": name one of them with --name: "
              + String.join(", ", names));
    }
    return names.getFirst();
  }

  private DeployFailure unknown(String wanted) {
    List<String> names = call.deployments().names();
    List<String> near = Suggestions.bestMatches(names, wanted);
    String meant =
        names.isEmpty()
            ? "; there is none yet"
            : near.isEmpty()
                ? "; there are " + String.join(", ", names)
                : "; did you mean '" + near.getFirst() + "'?";
    return new DeployFailure("there is no deployment '" + wanted + "'" + meant);
  }

  private String absolute(String path) {
    return Paths.canonical(
        path.startsWith("/") ? path : call.surroundings().directory() + "/" + path);
  }

  /** Those whose declaration is that file, or stands in that folder. */
  private List<String> declaredAt(String place) {
    List<String> names = new ArrayList<>();
    for (String name : call.deployments().names()) {
      State state = call.deployments().read(name);
      String source = state == null ? "" : state.opened().source();
      if (source.equals(place)
          || (source.startsWith(place + "/") && source.indexOf('/', place.length() + 1) < 0)) {
        names.add(name);
      }
    }
    return names;
  }
}
