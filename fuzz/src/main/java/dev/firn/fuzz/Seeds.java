package dev.firn.fuzz;

import dev.firn.base.text.Latin1;
import dev.firn.lang.syntax.Expr;
import dev.firn.lang.syntax.SyntaxError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Inputs to start from: the cases of {@code conformance} taken apart, and the inputs in {@code fuzz/seeds/TARGET} that were findings
 * once.
 */
public final class Seeds {
  private final Path tree;

  /** The seeds that a source tree holds. */
  Seeds(Path tree) {
    this.tree = tree;
  }

  /** Writes the seeds of a target into an empty folder: {@code TREE TARGET FOLDER}. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[2]));
    int number = 0;
    for (String seed : new Seeds(Path.of(args[0])).of(args[1])) {
      Files.write(folder.resolve("seed-" + number++), Latin1.bytes(seed));
    }
    System.out.println(number);
  }

  /** The seeds of a target, none twice. */
  Set<String> of(String target) throws IOException {
    Set<String> seeds = new LinkedHashSet<>();
    for (Path file : below("fuzz/seeds/" + target)) {
      seeds.add(read(file));
    }
    switch (target) {
      case "syntax" -> seeds.addAll(programs());
      case "json" -> {
        seeds.addAll(strings("fromJSON"));
        seeds.addAll(strings("toJSON"));
      }
      case "toml" -> seeds.addAll(strings("fromTOML"));
      case "xml" -> {
        for (String string : strings("toXML")) {
          seeds.addAll(List.of("s" + string, "{a" + string + "\"[s" + string + "\"]}"));
        }
      }
      case "regex" -> {
        seeds.addAll(pairs(strings("match")));
        seeds.addAll(pairs(strings("split")));
      }
      case "nar", "restore" -> seeds.addAll(StoreSeeds.archives());
      case "derivation" -> seeds.addAll(StoreSeeds.derivations(of("derivation-json")));
      case "import" -> seeds.addAll(StoreSeeds.exports());
      case "daemon" -> seeds.addAll(DaemonSeeds.conversations());
      case "archive" -> seeds.addAll(StoreSeeds.tars(List.copyOf(seeds)));
      default -> {}
    }
    return seeds;
  }

  /** Every expression of a case, and every file that cases read. */
  private List<String> programs() throws IOException {
    List<String> programs = new ArrayList<>();
    for (Path file : below("conformance/eval")) {
      programs.addAll(expressions(file));
    }
    for (Path file : below("conformance/files")) {
      programs.add(read(file));
    }
    return programs;
  }

  /** The string literals in the cases of a builtin. */
  private List<String> strings(String builtin) throws IOException {
    List<String> strings = new ArrayList<>();
    for (String expression :
        expressions(tree.resolve("conformance/eval/builtins/" + builtin + ".cases"))) {
      List<Expr.Str> literals = new ArrayList<>();
      try {
        Trees.collect(SyntaxTarget.parse(expression), Expr.Str.class, literals);
      } catch (SyntaxError notForUs) {
        continue;
      }
      literals.forEach(literal -> strings.add(literal.value()));
    }
    return strings;
  }

  /** Each string and the one behind it on two lines. */
  private static List<String> pairs(List<String> strings) {
    List<String> pairs = new ArrayList<>();
    for (int i = 1; i < strings.size(); i++) {
      pairs.add(strings.get(i - 1) + "\n" + strings.get(i));
    }
    return pairs;
  }

  /** The expressions of a file of cases. */
  private static List<String> expressions(Path file) throws IOException {
    List<String> expressions = new ArrayList<>();
    StringBuilder expression = new StringBuilder();
    for (String line : read(file).split("\n")) {
      if (line.startsWith("== ")) {
        expression.setLength(0);
      } else if (line.matches("(=[>|]|!!|2>).*")) {
        if (!expression.isEmpty()) {
          expressions.add(expression.toString());
        }
        expression.setLength(0);
      } else if (!line.startsWith("$") && !line.startsWith("& ") && !line.startsWith("!@ ")) {
        expression.append(line).append('\n');
      }
    }
    return expressions;
  }

  private List<Path> below(String folder) throws IOException {
    Path root = tree.resolve(folder);
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String read(Path file) throws IOException {
    return Latin1.string(Files.readAllBytes(file));
  }
}
