package dev.firn.image.docker;

import dev.firn.image.archive.Image;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.manager.Mark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The container for a process that Firn describes: the programs of its host, which it sees with its store and its folders. */
final class RenderedContainer {
  private RenderedContainer() {}

  /**
   * What is to be made on the host with that root.
   *
   * @param deployer the numbers of the user and the group that deploys, with a colon between
   */
  static NewContainer of(ProcessDescription process, HostRoot root, String deployer, Mark mark)
      throws IOException {
    ContainerSettings settings = ContainerSettings.of(process);
    Image image = root.image();
    List<String> options = new ArrayList<>(settings.options());
    // The logs of this driver are rotated.
    options.addAll(List.of("--log-driver", "local"));
    options.addAll(Mounts.of(settings, root));
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
        engine -> engine.load(image),
        image.name(),
        settings.command());
  }
}
