package dev.firn.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A file of cases, in the format of conformance/README.md.
 *
 * @param path where it is
 * @param header the lines before the first case
 * @param cases in the order of the file
 */
record CaseFile(Path path, List<String> header, List<Case> cases) {

  /**
   * Reads a file.
   *
   * @param prefix what comes before the names of its cases, TOPIC/FILE
   */
  static CaseFile read(Path path, String prefix) throws IOException {
    String text = Files.readString(path, StandardCharsets.ISO_8859_1);
    List<String> lines = Arrays.asList(text.split("\n", -1));
    List<String> header = new ArrayList<>();
    List<Case> cases = new ArrayList<>();
    CaseReader reader = null;
    for (String line : lines) {
      if (line.startsWith("== ")) {
        if (reader != null) {
          cases.add(reader.finish());
        }
        reader = new CaseReader(prefix + "/" + line.substring(3));
      } else if (reader == null) {
        header.add(line);
      } else {
        reader.line(line);
      }
    }
    if (reader != null) {
      cases.add(reader.finish());
    }
    return new CaseFile(path, header, cases);
  }

  /** The text of the file. */
  String render() {
    StringBuilder text = new StringBuilder();
    header.forEach(line -> text.append(line).append('\n'));
    String separator = "";
    for (Case each : cases) {
      text.append(separator);
      render(each, text);
      separator = "\n";
    }
    return text.toString();
  }

  private static void render(Case each, StringBuilder text) {
    Expectation expectation = each.expectation();
    text.append("== ").append(each.shortName()).append('\n');
    if (each.replaces() || !each.arguments().isEmpty()) {
      text.append(each.replaces() ? "$! " : "$ ")
          .append(String.join(" ", each.arguments()))
          .append('\n');
    }
    prefixed(text, "& ", each.variables());
    each.expression().forEach(line -> text.append(line).append('\n'));
    int last = expectation.output().size() - 1;
    prefixed(text, "=> ", expectation.output().subList(0, expectation.openEnd() ? last : last + 1));
    if (expectation.openEnd()) {
      prefixed(text, "=| ", List.of(expectation.output().get(last)));
    }
    prefixed(text, "2> ", expectation.errorOutput());
    prefixed(text, "!! ", expectation.message());
    prefixed(
        text,
        "!@ ",
        expectation.position().isEmpty() ? List.of() : List.of(expectation.position()));
  }

  private static void prefixed(StringBuilder text, String prefix, List<String> lines) {
    for (String line : lines) {
      text.append(line.isEmpty() ? prefix.strip() : prefix + line).append('\n');
    }
  }
}
