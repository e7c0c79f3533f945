package dev.firn.conformance;

import java.util.ArrayList;
import java.util.List;

/**
 * An expression, how to evaluate it, and what comes out.
 *
 * @param name TOPIC/FILE/NAME
 * @param arguments arguments besides {@code --eval --strict}, or instead of them
 * @param replaces whether the arguments are instead
 * @param variables NAME=value of the environment
 * @param expression its lines
 */
record Case(
    String name,
    List<String> arguments,
    boolean replaces,
    List<String> variables,
    List<String> expression,
    Expectation expectation) {

  /** The command line for {@code nix-instantiate}, without the program. */
  List<String> commandLine() {
    List<String> line = new ArrayList<>();
    if (!expectation.errorOutput().isEmpty()) {
      line.add("--show-trace");
    }
    if (!replaces) {
      line.addAll(List.of("--eval", "--strict"));
    }
    line.addAll(arguments);
    line.addAll(List.of("-E", String.join("\n", expression)));
    return line;
  }

  /** The case with another expectation. */
  Case expecting(Expectation other) {
    return new Case(name, arguments, replaces, variables, expression, other);
  }

  /** The last part of the name. */
  String shortName() {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
