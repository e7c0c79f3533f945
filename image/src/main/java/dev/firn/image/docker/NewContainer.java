package dev.firn.image.docker;

import dev.firn.process.manager.Mark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A container that is to be made.
 *
 * @param process how its process is called
 * @param mark whose it is
 * @param options what {@code docker create} is told besides
 * @param image brings the image to an engine that it is made of
 * @param imageName what engines call that image
 * @param command what it runs; empty for what its image says
 */
record NewContainer(
    String process,
    Mark mark,
    List<String> options,
    Bringer image,
    String imageName,
    List<String> command) {
  /** Brings an image to an engine. */
  interface Bringer {
    void bring(DockerEngine engine) throws IOException, InterruptedException;
  }

  /** What the engine calls it, as upstream does. */
  String name() {
    return "nixproc-" + process;
  }

  /** All words for {@code docker create}. */
  List<String> words() {
    List<String> words = new ArrayList<>(List.of("--name", name()));
    words.addAll(List.of("--label", Mark.LABEL + "=" + mark.value()));
    words.addAll(options);
    words.add(imageName);
    words.addAll(command);
    return words;
  }
}
