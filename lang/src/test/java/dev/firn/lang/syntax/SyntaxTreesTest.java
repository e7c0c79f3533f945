package dev.firn.lang.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.firn.lang.syntax.ParseOptions.Lint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyntaxTreesTest {
  private final SyntaxTrees trees = new SyntaxTrees();

  private Expr parse(String path, String text, String directory) {
    return trees.parse(Source.file(path, text), ParseOptions.in(directory, () -> "/home")).expr();
  }

  @Test
  void aFileIsParsedAgainOnlyWhenSomethingChanged() {
    Expr first = parse("/d/f", "./a", "/d");

    assertSame(first, parse("/d/f", "./a", "/d"));
    assertNotSame(first, parse("/d/f", "./b", "/d"));
    assertNotEquals(first, parse("/d/f", "./a", "/e"));
    assertNotSame(first, parse("/d/g", "./a", "/d"));
    assertSame(first, parse("/d/f", "./a", "/d"));
  }

  @Test
  void aTreeThatKnowsTheHomeDirectoryIsNotKept() {
    Source source = Source.file("/f", "~/a");
    trees.parse(source, ParseOptions.in("/", () -> "/one"));
    Expr tree = trees.parse(source, ParseOptions.in("/", () -> "/two")).expr();

    assertEquals(
        "/two/a", tree instanceof Expr.Path path ? path.value() : tree.getClass().getName());
  }

  @Test
  void warningsComeEachTime() {
    List<String> warnings = new ArrayList<>();
    ParseOptions options =
        new ParseOptions(
            "/",
            null,
            false,
            Lint.WARN,
            Lint.IGNORE,
            Lint.IGNORE,
            (message, position) -> warnings.add(trees.positions().shown(position)));
    Source source = Source.file("/f", " http://a");
    trees.parse(source, options);
    trees.parse(source, options);

    assertEquals(List.of("/f:1:2", "/f:1:2"), warnings);
  }

  @Test
  void whatIsNoFileIsParsedEachTime() {
    ParseOptions options = ParseOptions.in("/", () -> "/home");

    assertNotSame(
        trees.parse(Source.string("1"), options), trees.parse(Source.string("1"), options));
  }
}
