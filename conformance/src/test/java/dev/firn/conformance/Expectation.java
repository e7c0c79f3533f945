package dev.firn.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a case must come to.
 *
 * @param output the lines of standard output; empty if the case must fail
 * @param openEnd whether the last of them has no newline at its end
 * @param errorOutput the lines of standard error, or empty if it is not looked at
 * @param message the lines of the last error message, or empty if it is not looked at; {@code *} alone is any message
 * @param position LINE:COLUMN of the last position, or {@code -}; empty if it is not looked at
 */
record Expectation(
    List<String> output,
    boolean openEnd,
    List<String> errorOutput,
    List<String> message,
    String position) {
  private static final List<String> ANY = List.of("*");

  /** Whether the case must exit with status 1. */
  boolean fails() {
    return output.isEmpty();
  }

  /** What differs, a line each; empty if the outcome is as expected. */
  List<String> differences(Outcome outcome) {
    List<String> differences = new ArrayList<>();
    compare(differences, "status", fails() ? "1" : "0", Integer.toString(outcome.status()));
    if (!fails()) {
      compare(differences, "output", outputText(), outcome.output());
    }
    if (!errorOutput.isEmpty()) {
      compare(differences, "error output", text(errorOutput), outcome.errorOutput());
    }
    if (!message.isEmpty() && !message.equals(ANY)) {
      compare(differences, "message", text(message), text(outcome.message()));
    }
    if (!position.isEmpty()) {
      compare(differences, "position", position, outcome.position());
    }
    return differences;
  }

  /** Whether a reference of another version agrees: that it fails where it should, or else prints the same. */
  boolean agreesWith(Outcome reference) {
    return fails()
        ? reference.status() != 0
        : reference.status() == 0 && closed(outputText()).equals(closed(reference.output()));
  }

  /** An expectation of this one's kind that the outcome meets. */
  Expectation rewritten(Outcome outcome) {
    boolean whole = !errorOutput.isEmpty();
    List<String> errors = whole ? lines(outcome.errorOutput()) : List.of();
    if (outcome.status() == 0) {
      boolean open = !outcome.output().endsWith("\n");
      return new Expectation(lines(closed(outcome.output())), open, errors, List.of(), "");
    }
    if (whole) {
      return new Expectation(List.of(), false, errors, List.of(), "");
    }
    List<String> said = message.equals(ANY) ? ANY : outcome.message();
    return new Expectation(List.of(), false, List.of(), said, outcome.position());
  }

  private String outputText() {
    String text = text(output);
    return openEnd ? text.substring(0, text.length() - 1) : text;
  }

  private static void compare(List<String> differences, String what, String wanted, String got) {
    if (!wanted.equals(got)) {
      differences.add(what + ": expected\n" + wanted + "\nbut was\n" + got);
    }
  }

  private static String closed(String text) {
    return text.endsWith("\n") ? text : text + "\n";
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  private static List<String> lines(String text) {
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    return text.isEmpty() ? List.of() : Arrays.asList(body.split("\n", -1));
  }
}
