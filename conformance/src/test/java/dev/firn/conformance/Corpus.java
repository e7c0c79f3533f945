package dev.firn.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of this module, and what every run of a case is given. */
final class Corpus {
  /** The module's directory: the tests run there. */
  private static final Path ROOT = Path.of("").toAbsolutePath();

  /** The working directory of every case. */
  static final Path FILES = ROOT.resolve("files");

  /** A position in a file of the evaluator and the excerpt below it; the file's name is in UTF-8, a {@code char} a byte. */
  private static final Pattern INTERNAL_POSITION =
      Pattern.compile(
          "(?m)^( *at \u00c2\u00abnix-internal\u00c2\u00bb/[^:\n]*):\\d+:\\d+:\n(?: +\\d*\\|.*(?:\n|$))*");

  private Corpus() {}

  /** All case files of evaluation, in the order of their names. */
  static List<CaseFile> caseFiles() throws IOException {
    return caseFiles("eval");
  }

  /** All case files of parsing, in the order of their names. */
  static List<CaseFile> parseFiles() throws IOException {
    return caseFiles("parse");
  }

  /** The files with texts whose bytes matter, in the order of their names. */
  static List<Path> parseBytes() throws IOException {
    try (Stream<Path> paths = Files.list(ROOT.resolve("parse/bytes"))) {
      return paths.filter(path -> path.toString().endsWith(".nix")).sorted().toList();
    }
  }

  private static List<CaseFile> caseFiles(String directory) throws IOException {
    Path top = ROOT.resolve(directory);
    List<CaseFile> files = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(top)) {
      for (Path path : paths.filter(p -> p.toString().endsWith(".cases")).sorted().toList()) {
        String name = top.relativize(path).toString();
        files.add(CaseFile.read(path, name.substring(0, name.length() - ".cases".length())));
      }
    }
    return files;
  }

  /** All cases. */
  static List<Case> cases() throws IOException {
    return caseFiles().stream().flatMap(file -> file.cases().stream()).toList();
  }

  /** The lines of a list of this module that are not comments. */
  static List<String> list(String name) throws IOException {
    try (Stream<String> lines = Files.lines(ROOT.resolve(name), StandardCharsets.UTF_8)) {
      return lines.filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }
  }

  /** A list of this module whose lines are the name of a case, a tab, and a reason. */
  static Map<String, String> reasons(String name) throws IOException {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (String line : list(name)) {
      int tab = line.indexOf('\t');
      reasons.put(line.substring(0, tab), line.substring(tab + 1));
    }
    return reasons;
  }

  /** The whole environment of a case: nothing of ours is inherited. */
  static Map<String, String> environment(Case each) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("HOME", "/fake-home");
    environment.put("NIX_CONF_DIR", "/nonexistent");
    environment.put("NIX_PATH", "lookup=" + FILES + "/lookup:" + FILES + "/search");
    environment.put("NIX_REMOTE", "dummy://");
    environment.put("NIX_STORE_DIR", "/nix/store");
    environment.put("NO_COLOR", "1");
    environment.put("TERM", "dumb");
    environment.put("TEST_VAR", "foo");
    environment.put("XDG_CONFIG_HOME", "/nonexistent");
    for (String variable : each.variables()) {
      int equals = variable.indexOf('=');
      environment.put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    return environment;
  }

  /**
   * An outcome with the working directory written {@code /pwd}, and without what depends on the text of an evaluator's own files:
   * positions in them, and excerpts of them.
   */
  static Outcome outcome(int status, String output, String errorOutput) {
    String here = FILES.toString();
    String errors = errorOutput.replace(here, "/pwd");
    return new Outcome(
        status, output.replace(here, "/pwd"), INTERNAL_POSITION.matcher(errors).replaceAll("$1\n"));
  }
}
