package dev.firn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.firn.lang.syntax.AstPrinter;
import dev.firn.lang.syntax.ParseOptions;
import dev.firn.lang.syntax.ParseOptions.Lint;
import dev.firn.lang.syntax.Parser;
import dev.firn.lang.syntax.Position;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Source;
import dev.firn.lang.syntax.SyntaxError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the cases of the parser, a test each. */
class ParseTest {
  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    return Corpus.parseFiles().stream()
        .flatMap(file -> file.cases().stream())
        .map(each -> dynamicTest(each.name(), () -> check(each)));
  }

  @TestFactory
  Stream<DynamicTest> bytes() throws IOException {
    return Corpus.parseBytes().stream()
        .map(path -> dynamicTest(path.getFileName().toString(), () -> check(path)));
  }

  private static void check(Case each) {
    Expectation expectation = each.expectation();
    String expected =
        expectation.fails()
            ? String.join("\n", expectation.message()) + "\n@ " + expectation.position()
            : String.join("\n", expectation.output());
    boolean pipes = each.arguments().contains("pipe-operators");
    assertEquals(expected, outcome(Source.string(String.join("\n", each.expression())), pipes));
  }

  private static void check(Path nix) throws IOException {
    String name = nix.getFileName().toString();
    String stem = name.substring(0, name.length() - ".nix".length());
    Path expected = nix.resolveSibling(stem + ".exp");
    Path error = nix.resolveSibling(stem + ".err");
    Source source = Source.file("/pwd/" + name, read(nix));
    assertEquals(read(Files.exists(expected) ? expected : error), outcome(source, true) + "\n");
  }

  private static String read(Path path) throws IOException {
    return Files.readString(path, StandardCharsets.ISO_8859_1);
  }

  /** The tree as {@code --parse} prints it, or the error and its place. */
  private static String outcome(Source source, boolean pipes) {
    Positions positions = new Positions();
    ParseOptions options =
        new ParseOptions(
            "/pwd",
            () -> "/fake-home",
            pipes,
            Lint.IGNORE,
            Lint.IGNORE,
            Lint.IGNORE,
            (message, position) -> {});
    try {
      return AstPrinter.print(Parser.parse(source, positions, options));
    } catch (SyntaxError e) {
      Position at = positions.resolve(e.position());
      return e.getMessage() + "\n@ " + (at == null ? "-" : at.line() + ":" + at.column());
    }
  }
}
