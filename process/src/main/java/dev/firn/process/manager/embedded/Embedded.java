package dev.firn.process.manager.embedded;

import dev.firn.base.json.Json;
import dev.firn.base.sys.BytePaths;
import dev.firn.deploy.component.ModelException;
import dev.firn.deploy.driver.Driver;
import dev.firn.process.description.DescriptionJson;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.manager.Manager;
import dev.firn.process.manager.Parameter;
import dev.firn.process.manager.RenderedFile;
import dev.firn.process.manager.Rendering;
import dev.firn.process.supervisor.Client;
import dev.firn.process.supervisor.Places;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Firn's own supervisor, which needs nothing on the machine. Without a scope it is the one of the user; a scope is the folder of another one,
 * absolute.
 */
public final class Embedded implements Manager {
  @Override
  public String name() {
    return "embedded";
  }

  @Override
  public Set<Parameter> honours() {
    return EnumSet.complementOf(EnumSet.of(Parameter.SCHEDULE));
  }

  /** The description itself, which is what the supervisor is handed. */
  @Override
  public Rendering render(ProcessDescription process) {
    String text = Json.object(DescriptionJson.write(process)).print();
    return new Rendering(
        new TreeMap<>(Map.of(process.name() + ".json", new RenderedFile(text, false))));
  }

  @Override
  public String defaultScope(boolean privileged) {
    return "";
  }

  @Override
  public Driver driver(String scope) {
    if (!scope.isEmpty() && !scope.startsWith("/")) {
      throw new ModelException(
          "the scope of embedded is the folder of its supervisor, which is absolute: '"
              + scope
              + "' is not");
    }
    Places places = scope.isEmpty() ? Places.ofUser() : new Places(BytePaths.of(scope));
    return new EmbeddedDriver(new Client(places, new SupervisorLaunch()));
  }
}
