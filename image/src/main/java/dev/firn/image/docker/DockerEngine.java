package dev.firn.image.docker;

import dev.firn.base.json.Json;
import dev.firn.base.json.JsonParseException;
import dev.firn.base.text.Latin1;
import dev.firn.image.archive.Image;
import dev.firn.image.archive.Layer;
import dev.firn.process.manager.Mark;
import dev.firn.process.manager.Programs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An engine, asked and told by Docker's own command line, which knows every kind of connection to one. What fails throws an
 * {@link IOException} with what the engine says.
 */
final class DockerEngine {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** For what may be large. */
  private static final Duration TRANSFER = Duration.ofMinutes(10);

  /** Both outputs of a process are its log. Nothing that changes is part of this text. */
  private static final List<String> BOTH_OUTPUTS =
      List.of("/bin/sh", "-c", "exec \"$@\" 2>&1", "sh");

  private final Programs programs;
  private final List<String> client;

  /**
   * An engine.
   *
   * @param host where it listens, such as {@code unix:///var/run/docker.sock}
   */
  DockerEngine(Programs programs, String host) {
    this.programs = programs;
    this.client = List.of("docker", "--host", host);
  }

  private List<String> command(List<String> words) {
    List<String> command = new ArrayList<>(client);
    command.addAll(words);
    return command;
  }

  private Programs.Output ask(String input, List<String> words)
      throws IOException, InterruptedException {
    return programs.run(command(words), input, PATIENCE);
  }

  private String tell(List<String> words) throws IOException, InterruptedException {
    return tell("", words);
  }

  private String tell(String input, List<String> words) throws IOException, InterruptedException {
    return succeeded(words, ask(input, words));
  }

  private static String succeeded(List<String> words, Programs.Output output) throws IOException {
    if (!output.isSuccess()) {
      throw new IOException("docker " + words.getFirst() + ": " + output.complaint());
    }
    return output.out();
  }

  /** All containers with a mark. */
  List<Container> marked() throws IOException, InterruptedException {
    List<String> ids =
        tell(List.of("ps", "--all", "--quiet", "--no-trunc", "--filter", "label=" + Mark.LABEL))
            .lines()
            .toList();
    return ids.isEmpty() ? List.of() : inspect(ids);
  }

  /** The container of that name; null if there is none. */
  @Nullable Container find(String name) throws IOException, InterruptedException {
    List<Container> found = inspect(List.of(name));
    return found.isEmpty() ? null : found.getFirst();
  }

  /** What is not there, any more, is left out. */
  private List<Container> inspect(List<String> names) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("inspect", "--type", "container"));
    words.addAll(names);
    Programs.Output output = ask("", words);
    if (!output.isSuccess() && !output.err().contains("No such container")) {
      throw new IOException("docker inspect: " + output.complaint());
    }
    try {
      List<Container> containers = new ArrayList<>();
      if (Json.parse(output.out().isBlank() ? "[]" : output.out()) instanceof Json.Array all) {
        for (Json one : all.members()) {
          containers.add(Container.of(one));
        }
      }
      return containers;
    } catch (JsonParseException bad) {
      throw new IOException("docker inspect: " + bad.getMessage());
    }
  }

  /**
   * Brings an image to the engine, unless it has it: only those layers that it lacks, if it takes that.
   *
   * @return the name of the image
   */
  String load(Image image) throws IOException, InterruptedException {
    if (ask("", List.of("image", "inspect", "--format", "{{.Id}}", image.name())).isSuccess()) {
      return image.name();
    }
    int known = known(image);
    try {
      load(out -> image.writeTo(out, known));
    } catch (IOException refused) {
      if (known == 0) {
        throw refused;
      }
      load(out -> image.writeTo(out, 0));
    }
    return image.name();
  }

  /** Brings an archive of an image to the engine. */
  void load(Programs.Input archive) throws IOException, InterruptedException {
    List<String> words = List.of("load", "--quiet");
    succeeded(words, programs.feed(command(words), archive, TRANSFER));
  }

  /** How many layers of an image, from the bottom up, the engine has as those of another one. */
  private int known(Image image) throws IOException, InterruptedException {
    String filter = "label=" + Images.LABEL;
    List<String> ids =
        tell(List.of("image", "ls", "--quiet", "--no-trunc", "--filter", filter)).lines().toList();
    if (ids.isEmpty()) {
      return 0;
    }
    List<String> words =
        new ArrayList<>(List.of("image", "inspect", "--format", "{{join .RootFS.Layers \" \"}}"));
    words.addAll(ids);
    List<String> digests = image.layers().stream().map(Layer::digest).toList();
    int most = 0;
    for (String line : ask("", words).out().lines().toList()) {
      List<String> there = List.of(line.split(" "));
      int same = 0;
      while (same < Math.min(there.size(), digests.size())
          && there.get(same).equals(digests.get(same))) {
        same++;
      }
      most = Math.max(most, same);
    }
    return most;
  }

  /** Removes the images that Firn made and that nobody uses. */
  void prune() throws IOException, InterruptedException {
    tell(List.of("image", "prune", "--all", "--force", "--filter", "label=" + Images.LABEL));
  }

  /** Removes an image, unless somebody uses it. */
  void removeImage(String name) throws IOException, InterruptedException {
    ask("", List.of("image", "rm", name));
  }

  /** Makes a container: options, the image, the command. */
  void create(List<String> words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("create"));
    all.addAll(words);
    tell(all);
  }

  /** Starts a container. */
  void start(String name) throws IOException, InterruptedException {
    tell(List.of("start", name));
  }

  /** Stops a container, which may take as long as it was made to be allowed. */
  void stop(String name) throws IOException, InterruptedException {
    tell(List.of("stop", name));
  }

  /** Removes a container that has stopped. */
  void remove(String name) throws IOException, InterruptedException {
    tell(List.of("rm", name));
  }

  /** Sends the process of a container a signal. */
  void signal(String name, String signal) throws IOException, InterruptedException {
    tell(List.of("kill", "--signal", "SIG" + signal, name));
  }

  /** Runs a command in a container. */
  void execute(String name, List<String> command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("exec", name));
    words.addAll(command);
    tell(words);
  }

  /** Puts the files of a layer into the root of a container. */
  void copyInto(String name, Layer layer) throws IOException, InterruptedException {
    List<String> words = List.of("cp", "-", name + ":/");
    succeeded(words, programs.feed(command(words), layer::writeTo, TRANSFER));
  }

  /** The text of a file in a container; null if there is none. */
  @Nullable String read(String name, String file) throws IOException, InterruptedException {
    Programs.Output output = ask("", List.of("cp", name + ":" + file, "-"));
    if (!output.isSuccess()) {
      return null;
    }
    try (TarArchiveInputStream archive =
        new TarArchiveInputStream(new ByteArrayInputStream(Latin1.bytes(output.out())))) {
      return archive.getNextEntry() == null ? null : Latin1.string(archive.readAllBytes());
    }
  }

  /** The last lines of the log of a container. */
  List<String> lastLines(String name, int most) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(BOTH_OUTPUTS);
    words.addAll(command(List.of("logs", "--tail", Integer.toString(most), name)));
    Programs.Output output = programs.run(words, "", PATIENCE);
    return output.isSuccess() ? output.out().lines().toList() : List.of();
  }

  /** Reads the log of a container, line by line, each with its time before it. */
  void readLog(String name, List<String> options, Consumer<String> line)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("logs", "--timestamps"));
    words.addAll(options);
    words.add(name);
    List<String> all = new ArrayList<>(BOTH_OUTPUTS);
    all.addAll(command(words));
    programs.follow(all, line);
  }
}
