package dev.firn.process.manager;

import dev.firn.deploy.component.ModelException;
import dev.firn.process.description.ProcessDescription;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** For managers that refuse some processes: their goldens say why. */
public final class Refusals {
  private Refusals() {}

  /** What a manager renders, or what it says instead. */
  public static Function<ProcessDescription, Rendering> in(Manager manager) {
    return process -> {
      try {
        return manager.render(process);
      } catch (ModelException refused) {
        RenderedFile text = new RenderedFile(refused.getMessage() + "\n", false);
        return new Rendering(new TreeMap<>(Map.of("refused", text)));
      }
    };
  }
}
