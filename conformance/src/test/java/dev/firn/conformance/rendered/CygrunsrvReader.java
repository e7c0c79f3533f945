package dev.firn.conformance.rendered;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/** The words of {@code cygrunsrv --install}, one in each line. */
final class CygrunsrvReader implements Reader {
  @Override
  public Start read(Configuration files, SortedMap<String, String> facts) {
    Start start = new Start();
    String path = files.path("-cygrunsrvparams");
    List<String> lines = files.text(path).lines().toList();
    List<String> words = new ArrayList<>();
    TreeSet<String> after = new TreeSet<>();
    for (int i = 0; i + 1 < lines.size(); i += 2) {
      String value = lines.get(i + 1);
      switch (lines.get(i)) {
        case "--path" -> words.addFirst(value);
        case "--args" -> words.addAll(Words.shell(value));
        case "--disp" -> facts.put("name", value.replace("nix-process-", ""));
        case "--dep" -> after.add(value.replace("nix-process-", ""));
        case "--env" -> variable(value, start);
        default -> facts.put("setting " + lines.get(i).substring(2), value);
      }
    }
    if (!after.isEmpty()) {
      facts.put("after", String.join(" ", after));
    }
    start.command = words;
    return start;
  }

  private static void variable(String text, Start start) {
    int equals = text.indexOf('=');
    start.environment.put(text.substring(0, equals), text.substring(equals + 1));
  }
}
