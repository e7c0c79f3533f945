package dev.firn.image.docker;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.Component;
import dev.firn.image.archive.Image;
import dev.firn.process.description.DescriptionJson;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.manager.Mark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The container for a process that Firn describes. */
final class RenderedContainer {
  private RenderedContainer() {}

  /** A text that mentions all that a process needs of a store. */
  static String text(Component component) {
    return Json.object(component.inputs()).print();
  }

  /**
   * What is to be made.
   *
   * @param deployer the numbers of the user and the group that deploys, with a colon between
   */
  static NewContainer of(Component component, Images images, String deployer, Mark mark)
      throws IOException, InterruptedException {
    ProcessDescription process = DescriptionJson.read(component.inputs());
    ContainerSettings settings = ContainerSettings.of(process);
    List<String> options = new ArrayList<>(settings.options());
    // The logs of this driver are rotated.
    options.addAll(List.of("--log-driver", "local"));
    options.addAll(Mounts.of(settings, images.host()));
    if (process.user() == null && !deployer.startsWith("0:")) {
      // Otherwise what it writes would be root's, and who deployed it could not remove it.
      options.addAll(List.of("--user", deployer));
    }
    if (process.reload() != null) {
      options.addAll(List.of("--label", Container.RELOADABLE));
    }
    return new NewContainer(
        process.name(),
        mark,
        options,
        engine -> images.use(settings, text(component), engine::load),
        images.use(settings, text(component), Image::name),
        settings.command());
  }
}
