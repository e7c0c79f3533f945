package dev.firn.app.deploy;

import dev.firn.base.json.Json;
import dev.firn.base.text.Ansi;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.driver.LogLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Prints lines of logs, each after the name of its component, which has a colour of its own on a terminal. */
final class LogPrinter {
  private static final int FIRST_COLOUR = 31;
  private static final int COLOURS = 6;

  private final DeployCall call;
  private final List<ComponentPath> components;
  private final boolean coloured;
  private int width;

  LogPrinter(DeployCall call, Collection<ComponentPath> components) {
    this.call = call;
    this.components = new ArrayList<>(components);
    this.coloured = call.surroundings().isInteractive();
  }

  /** What is printed from now on leaves room for that name too. */
  void makeRoom(ComponentPath path) {
    width = Math.max(width, path.toString().length());
  }

  void print(ComponentPath path, LogLine line) {
    if (call.json()) {
      SortedMap<String, Json> members = new TreeMap<>();
      members.put("component", new Json.Str(path.toString()));
      members.put("at", line.at() == null ? new Json.Null() : new Json.Str(line.at().toString()));
      members.put("text", new Json.Str(line.text()));
      call.surroundings().output().line(Json.object(members).print());
    } else {
      String name = path + " ".repeat(width - path.toString().length()) + " |";
      call.surroundings().output().print(coloured(path, name)).line(" " + line.text());
    }
  }

  private String coloured(ComponentPath path, String name) {
    if (!coloured) {
      return name;
    }
    int colour = FIRST_COLOUR + components.indexOf(path) % COLOURS;
    return "\u001b[" + colour + "m" + name + Ansi.NORMAL;
  }

  void flush() {
    call.surroundings().output().flush();
  }
}
