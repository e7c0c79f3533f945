package dev.firn.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a run of an evaluator came to. Texts hold bytes, one {@code char} a byte, with the working directory written {@code /pwd}.
 *
 * @param status the exit status
 * @param output standard output
 * @param errorOutput standard error
 */
record Outcome(int status, String output, String errorOutput) {
  private static final Pattern ERROR = Pattern.compile("^( *)error:(?: (.*))?$");
  private static final Pattern POSITION = Pattern.compile("^ *at .*:(\\d+:\\d+):?$");

  /** The lines of the message behind the last {@code error:}; empty if there is none. */
  List<String> message() {
    List<String> lines = errorOutput.lines().toList();
    for (int i = lines.size() - 1; i >= 0; i--) {
      Matcher matcher = ERROR.matcher(lines.get(i));
      if (matcher.matches()) {
        String first = matcher.group(2) == null ? "" : matcher.group(2).strip();
        return messageFrom(first, lines.subList(i + 1, lines.size()));
      }
    }
    return List.of();
  }

  private static List<String> messageFrom(String first, List<String> rest) {
    List<String> message = new ArrayList<>(List.of(first));
    for (String line : rest) {
      String text = line.strip();
      if (endsMessage(text) || POSITION.matcher(line).matches()) {
        break;
      }
      message.add(text);
    }
    return message;
  }

  private static boolean endsMessage(String text) {
    return text.isEmpty()
        || text.startsWith("Did you mean")
        || text.startsWith("(use ")
        || text.startsWith("Try ");
  }

  /** LINE:COLUMN of the last position on standard error, or {@code -}. */
  String position() {
    String last = "-";
    for (String line : errorOutput.lines().toList()) {
      Matcher matcher = POSITION.matcher(line);
      if (matcher.matches()) {
        last = matcher.group(1);
      }
    }
    return last;
  }
}
