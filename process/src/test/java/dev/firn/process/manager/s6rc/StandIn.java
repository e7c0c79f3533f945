package dev.firn.process.manager.s6rc;

import dev.firn.process.manager.Programs;
import dev.firn.process.manager.RealPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The programs of s6-rc, which Debian does not have, made of those of s6: it checks definitions by the documentation and every call by its
 * options, and runs services with the real s6-supervise. Loggers read what their services write through a FIFO.
 */
final class StandIn implements Programs {
  private static final List<String> FILES =
      List.of("run", "finish", "down-signal", "timeout-kill", "notification-fd");

  private final Programs real = new RealPrograms();
  private final S6RcFolders folders;

  StandIn(S6RcFolders folders) {
    this.folders = folders;
  }

  /**
   * Does what one of the programs does.
   *
   * @param words the folder for state, the name of the program, its arguments
   */
  public static void main(String[] words) throws IOException, InterruptedException {
    StandIn standIn = new StandIn(S6RcFolders.below(Path.of(words[0])));
    Output output = standIn.run(List.of(words).subList(1, words.length), "", Duration.ofMinutes(1));
    System.out.println(output.out());
    System.err.println(output.err());
    System.exit(output.status());
  }

  @Override
  public Output run(List<String> command, String input, Duration timeout)
      throws IOException, InterruptedException {
    if (!command.getFirst().startsWith("s6-rc")) {
      return real.run(command, input, timeout);
    }
    try {
      return new Output(0, answer(command), "");
    } catch (IOException failed) {
      return new Output(1, "", failed.getMessage());
    }
  }

  @Override
  public int follow(List<String> command, Consumer<String> line)
      throws IOException, InterruptedException {
    return real.follow(command, line);
  }

  private String answer(List<String> command) throws IOException, InterruptedException {
    String live = folders.live().toString();
    List<String> words = command.subList(1, command.size());
    switch (command.getFirst()) {
      case "s6-rc-compile" -> compile(words);
      case "s6-rc-init" -> {
        expect(
            words.equals(List.of("-c", words.get(1), "-l", live, folders.scan().toString())),
            words);
        expect(!Files.exists(folders.live()), words);
        Files.createDirectories(folders.live().resolve("servicedirs"));
        take(Path.of(words.get(1)));
      }
      case "s6-rc-update" -> {
        expect(words.size() == 3 && words.subList(0, 2).equals(List.of("-l", live)), words);
        take(Path.of(words.getLast()));
      }
      case "s6-rc-db" -> {
        expect(words.equals(List.of("-l", live, "list", "services")), words);
        return String.join("\n", definitions().atomic());
      }
      case "s6-rc" -> {
        if (words.equals(List.of("-l", live, "-a", "list"))) {
          return String.join("\n", up());
        }
        expect(words.size() > 6 && words.subList(0, 3).equals(List.of("-l", live, "-t")), words);
        expect(words.get(5).equals("change"), words);
        change(words.get(4), words.subList(6, words.size()));
      }
      default -> expect(false, command);
    }
    return "";
  }

  private static void expect(boolean good, List<String> words) throws IOException {
    if (!good) {
      throw new IOException("nobody knows what that means: " + words);
    }
  }

  private void compile(List<String> words) throws IOException, InterruptedException {
    expect(words.size() > 1 && !Files.exists(Path.of(words.getFirst())), words);
    Definitions.read(words.subList(1, words.size()).stream().map(Path::of).toList());
    Path database = Files.createDirectories(Path.of(words.getFirst()));
    for (String source : words.subList(1, words.size())) {
      tell("cp", "-r", source + "/.", database.toString());
    }
  }

  private Definitions definitions() throws IOException {
    Path database = folders.live().resolve("database");
    return Definitions.read(List.of(Path.of(Files.readString(database))));
  }

  /** Supervises what is new, and no more what is not there any more. */
  private void take(Path database) throws IOException, InterruptedException {
    Files.writeString(folders.live().resolve("database"), database.toString());
    Definitions definitions = definitions();
    try (Stream<Path> old = Files.list(folders.live().resolve("servicedirs"))) {
      for (Path folder : old.toList()) {
        String name = folder.getFileName().toString();
        if (!definitions.atomic().contains(name)) {
          tell("s6-svc", "-dx", folder.toString());
          Files.delete(folders.scan().resolve(name));
          // s6-supervise writes there as long as it lives.
          awaitSupervised(name, false);
          tell("rm", "-r", folder.toString());
        }
      }
    }
    for (String name : definitions.atomic()) {
      if (definitions.type(name).equals("longrun")) {
        supervise(name, definitions.folder(name));
      }
    }
    tell("s6-svscanctl", "-an", folders.scan().toString());
    for (String name : definitions.atomic()) {
      if (definitions.type(name).equals("longrun")) {
        awaitSupervised(name, true);
      }
    }
  }

  private void awaitSupervised(String name, boolean wanted)
      throws IOException, InterruptedException {
    for (int i = 0; isSupervised(name) != wanted; i++) {
      expect(i < 1000, List.of(name, "is supervised", String.valueOf(!wanted)));
      Thread.sleep(20);
    }
  }

  private boolean isSupervised(String name) throws IOException, InterruptedException {
    return real.run(List.of("s6-svok", folders.service(name).toString()), "", Duration.ofSeconds(9))
        .isSuccess();
  }

  private void supervise(String name, Path definition) throws IOException, InterruptedException {
    Path service = folders.service(name);
    Files.createDirectories(service);
    for (String file : FILES) {
      Files.deleteIfExists(service.resolve(file));
      if (Files.exists(definition.resolve(file))) {
        Files.copy(definition.resolve(file), service.resolve(file));
      }
    }
    connect(service, definition);
    if (!Files.exists(folders.scan().resolve(name))) {
      Files.writeString(service.resolve("down"), "");
      Files.createSymbolicLink(folders.scan().resolve(name), service);
    }
  }

  /** Opened for reading and writing, a FIFO waits for nobody. */
  private void connect(Path service, Path definition) throws IOException, InterruptedException {
    boolean producer = Files.exists(definition.resolve("producer-for"));
    Path other = definition.resolve(producer ? "producer-for" : "consumer-for");
    if (!Files.exists(other)) {
      return;
    }
    String consumer =
        producer ? Files.readString(other).strip() : definition.getFileName().toString();
    Path fifo = folders.live().resolve("fifo-" + consumer);
    if (!Files.exists(fifo)) {
      tell("mkfifo", fifo.toString());
    }
    Files.move(
        service.resolve("run"),
        service.resolve("real-run"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(
        service.resolve("run"),
        "#!/usr/bin/execlineb -P\nredirfd -u " + (producer ? 1 : 0) + " " + fifo + " ./real-run\n");
    tell("chmod", "+x", service.resolve("run").toString());
  }

  private TreeSet<String> up() throws IOException, InterruptedException {
    TreeSet<String> up = new TreeSet<>();
    for (String name : definitions().atomic()) {
      Path service = folders.service(name);
      boolean longrun = Files.exists(service);
      if (longrun ? !Files.exists(service.resolve("down")) : Files.exists(oneshot(name))) {
        up.add(name);
      }
    }
    return up;
  }

  private Path oneshot(String name) {
    return folders.live().resolve("up-" + name);
  }

  private void change(String direction, List<String> names)
      throws IOException, InterruptedException {
    Definitions definitions = definitions();
    if (direction.equals("-u")) {
      for (String name : names) {
        for (String one : definitions.before(name)) {
          bringUp(one, definitions);
        }
      }
    } else {
      expect(direction.equals("-d"), names);
      List<String> order = new ArrayList<>();
      for (String other : definitions.atomic()) {
        List<String> before = definitions.before(other);
        if (names.stream().anyMatch(before::contains)) {
          order.add(other);
        }
      }
      order.sort((a, b) -> Integer.compare(size(definitions, b), size(definitions, a)));
      for (String one : order) {
        bringDown(one, definitions);
      }
    }
  }

  private static int size(Definitions definitions, String name) {
    try {
      return definitions.before(name).size();
    } catch (IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
  }

  private void bringUp(String name, Definitions definitions)
      throws IOException, InterruptedException {
    if (up().contains(name)) {
      return;
    }
    if (definitions.type(name).equals("longrun")) {
      Files.delete(folders.service(name).resolve("down"));
      boolean notifies = Files.exists(definitions.folder(name).resolve("notification-fd"));
      tell(
          "s6-svc",
          "-u",
          notifies ? "-wU" : "-wu",
          "-T",
          "25000",
          folders.service(name).toString());
    } else {
      tell("execlineb", "-P", definitions.folder(name).resolve("up").toString());
      Files.writeString(oneshot(name), "");
    }
  }

  private void bringDown(String name, Definitions definitions)
      throws IOException, InterruptedException {
    if (!up().contains(name)) {
      return;
    }
    if (definitions.type(name).equals("longrun")) {
      Files.writeString(folders.service(name).resolve("down"), "");
      tell("s6-svc", "-wd", "-T", "20000", "-d", folders.service(name).toString());
    } else {
      tell("execlineb", "-P", definitions.folder(name).resolve("down").toString());
      Files.delete(oneshot(name));
    }
  }

  /** Daemons do not keep the outputs that somebody waits for. */
  private void tell(String... command) throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\" > /dev/null 2>&1", "sh"));
    words.addAll(List.of(command));
    Output output = real.run(words, "", Duration.ofSeconds(30));
    if (!output.isSuccess()) {
      throw new IOException(String.join(" ", command) + ": status " + output.status());
    }
  }
}
