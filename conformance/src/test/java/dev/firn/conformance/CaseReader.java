package dev.firn.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** Takes the lines of one case, in order, and makes the case of them. */
final class CaseReader {
  private final String name;
  private List<String> arguments = List.of();
  private boolean replaces;
  private boolean openEnd;
  private String position = "";
  private final List<String> variables = new ArrayList<>();
  private final List<String> expression = new ArrayList<>();
  private final List<String> output = new ArrayList<>();
  private final List<String> errorOutput = new ArrayList<>();
  private final List<String> message = new ArrayList<>();

  CaseReader(String name) {
    this.name = name;
  }

  /** Takes the next line. */
  void line(String line) {
    boolean first = expression.isEmpty();
    if (first && (line.startsWith("$ ") || line.startsWith("$! "))) {
      replaces = line.startsWith("$!");
      arguments = words(line.substring(line.indexOf(' ')));
    } else if (first && line.startsWith("& ")) {
      variables.add(line.substring(2));
    } else if (!result(line)) {
      expressionLine(line);
    }
  }

  private boolean result(String line) {
    String mark = line.length() < 2 ? "" : line.substring(0, 2);
    if (mark.isEmpty() || (line.length() > 2 && line.charAt(2) != ' ')) {
      return false;
    }
    String rest = line.length() > 3 ? line.substring(3) : "";
    switch (mark) {
      case "=>" -> output.add(rest);
      case "=|" -> {
        output.add(rest);
        openEnd = true;
      }
      case "2>" -> errorOutput.add(rest);
      case "!!" -> message.add(rest);
      case "!@" -> position = rest;
      default -> {
        return false;
      }
    }
    return true;
  }

  private void expressionLine(String line) {
    boolean ended = !(output.isEmpty() && errorOutput.isEmpty() && message.isEmpty());
    if (!ended) {
      expression.add(line);
    } else if (!line.isEmpty()) {
      throw new IllegalArgumentException(name + ": a line behind the results: " + line);
    }
  }

  /** The case. */
  Case finish() {
    if (output.isEmpty() && errorOutput.isEmpty() && message.isEmpty()) {
      throw new IllegalArgumentException(name + ": expects nothing");
    }
    Expectation expectation = new Expectation(output, openEnd, errorOutput, message, position);
    return new Case(name, arguments, replaces, variables, expression, expectation);
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringTokenizer tokens = new StringTokenizer(text, " ");
    while (tokens.hasMoreTokens()) {
      words.add(tokens.nextToken());
    }
    return words;
  }
}
