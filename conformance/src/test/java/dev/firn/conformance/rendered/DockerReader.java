package dev.firn.conformance.rendered;

import dev.firn.base.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** What an engine is told by an image and the options of {@code docker create}. */
final class DockerReader implements Reader {
  @Override
  public Start read(Configuration files, SortedMap<String, String> facts) {
    Start start = new Start();
    String options = files.path("-docker-createparams");
    facts.put("name", options.replace("-docker-createparams", ""));
    boolean upstream = files.paths().stream().anyMatch(path -> path.endsWith("-docker-settings"));
    if (upstream) {
      image(files, start);
    } else {
      start.command = Words.shell(files.text(files.path("-docker-cmd")));
    }
    List<String> words = new ArrayList<>();
    files
        .text(options)
        .lines()
        .forEach(line -> words.addAll(upstream ? List.of(line) : Words.shell(line)));
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).equals("--init")) {
        facts.put("setting init", "true");
      } else {
        option(words.get(i).substring(2), words.get(++i), start, facts);
      }
    }
    return start;
  }

  private static void option(
      String name, String value, Start start, SortedMap<String, String> facts) {
    switch (name) {
      case "env" -> variable(value, start);
      case "workdir" -> start.directory = value;
      case "volume" -> facts.put("volume " + value.split(":")[0], "there");
      default -> facts.put("setting " + name, value);
    }
  }

  private static void variable(String text, Start start) {
    int equals = text.indexOf('=');
    start.environment.put(text.substring(0, equals), text.substring(equals + 1));
  }

  private static void image(Configuration files, Start start) {
    String settings = files.text(files.path("-docker-settings"));
    String image =
        settings.lines().findFirst().orElseThrow().substring("dockerImage=".length()).strip();
    Json.Obj config = (Json.Obj) Json.parse(Configuration.read(Path.of(image)));
    start.command = texts(config.get("Cmd"));
    texts(config.get("Env")).forEach(text -> variable(text, start));
    if (config.get("WorkingDir") instanceof Json.Str folder) {
      start.directory = folder.value();
    }
  }

  private static List<String> texts(Object list) {
    List<String> texts = new ArrayList<>();
    if (list instanceof Json.Array array) {
      array.members().forEach(one -> texts.add(((Json.Str) one).value()));
    }
    return texts;
  }
}
