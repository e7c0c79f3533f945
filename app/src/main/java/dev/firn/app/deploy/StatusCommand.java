package dev.firn.app.deploy;

import dev.firn.app.command.DeployOptions;
import dev.firn.base.json.Json;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.log.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code firn status}. */
final class StatusCommand {
  private StatusCommand() {}

  static int run(DeployCall call) {
    List<String> names =
        call.operand(0) == null && !call.line().has(DeployOptions.NAME)
            ? call.deployments().names()
            : List.of(Selection.name(call, call.operand(0)));
    List<Survey> surveys = new ArrayList<>();
    for (String name : names) {
      State state = call.state(name);
      surveys.add(Survey.of(call.door().drivers(), state));
    }
    String component =
        call.line().has(DeployOptions.NAME) && call.operand(1) == null
            ? call.operand(0)
            : call.operand(1);
    if (component != null) {
      surveys.replaceAll(survey -> only(survey, ComponentPath.parse(component)));
    }
    if (call.json()) {
      List<Json> all = surveys.stream().map(StatusJson::write).map(Json.class::cast).toList();
      call.print(
          Json.object(
              Map.of(
                  "version",
                  new Json.Int(StatusJson.VERSION),
                  "deployments",
                  new Json.Array(all))));
    } else if (surveys.size() == 1) {
      call.print(
          component == null
              ? StatusText.deployment(surveys.getFirst())
              : StatusText.component(surveys.getFirst()));
    } else {
      call.print(surveys.isEmpty() ? "there is no deployment yet\n" : StatusText.all(surveys));
    }
    return 0;
  }

  private static Survey only(Survey survey, ComponentPath path) {
    Component component = survey.components().get(path);
    if (component == null) {
      throw Components.unknown(survey.components().keySet(), path);
    }
    return survey.of(component);
  }
}
