package dev.firn.base.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.firn.base.text.ErrorReport.Level;
import dev.firn.base.text.ErrorReport.Trace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorRendererTest {
  private static final String SOURCE = "let\n  f = x: x.abc;\nin\nf { abd = 1; }\n";

  private static SourcePosition at(int line, int column) {
    return new SourcePosition("/dir/file.nix", line, column, SOURCE);
  }

  private static Trace trace(String hint) {
    return new Trace(hint, null, false);
  }

  private static ErrorReport error(String message, Trace... traces) {
    return new ErrorReport(Level.ERROR, message, null, List.of(traces), List.of(), 1);
  }

  private static String render(ErrorReport report) {
    return Latin1.toUnicode(ErrorRenderer.render(report, false, false));
  }

  private static String renderAll(ErrorReport report) {
    return Latin1.toUnicode(ErrorRenderer.render(report, true, false));
  }

  @Test
  void showsTracesThenTheError() {
    ErrorReport report =
        new ErrorReport(
            Level.ERROR,
            "attribute 'abc' missing",
            at(2, 10),
            List.of(
                new Trace("from call site", at(4, 1), false),
                new Trace("while calling 'f'\nwith some argument", at(2, 7), false)),
            List.of("abd"),
            1);
    assertEquals(
        """
        error:
               … from call site
                 at /dir/file.nix:4:1:
                    3| in
                    4| f { abd = 1; }
                     | ^
                    5|

               … while calling 'f'
               with some argument
                 at /dir/file.nix:2:7:
                    1| let
                    2|   f = x: x.abc;
                     |       ^
                    3| in

               error: attribute 'abc' missing
               at /dir/file.nix:2:10:
                    1| let
                    2|   f = x: x.abc;
                     |          ^
                    3| in
               Did you mean abd?\
        """,
        renderAll(report));
  }

  @Test
  void showsAnErrorWithoutTraces() {
    assertEquals("error: first\n\n\n       second", render(error("first  \n\n  \nsecond\n")));
  }

  @Test
  void showsThreePointsOfTheStoryAndWhatIsAlwaysShown() {
    Trace placed = new Trace("b", at(1, 1), false);
    Trace kept = new Trace("always", null, true);
    ErrorReport report = error("e", trace("a"), placed, trace("c"), trace("d"), kept, trace("f"));
    assertEquals(
        """
        error:
               … a

               … b
                 at /dir/file.nix:1:1:
                    1| let
                     | ^
                    2|   f = x: x.abc;

               … c

               … always

               (stack trace truncated; use '--show-trace' to show the full, detailed trace)

               error: e\
        """,
        render(report));
    assertEquals(6, renderAll(report).split("… ", -1).length - 1);
  }

  @Test
  void leavesOutRepeatedTraces() {
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      traces.add(trace("a"));
    }
    traces.add(trace("b"));
    traces.add(trace("a"));
    traces.add(trace("b"));
    ErrorReport report = error("e", traces.toArray(new Trace[0]));
    assertEquals(
        """
        error:
               … a

               (6 duplicate frames omitted)

               … b

               … a

               … b

               error: e\
        """,
        renderAll(report));
  }

  @Test
  void leavesOutTracesWithoutAHint() {
    assertEquals("error:\n       error: e", render(error("e", trace(""))));
  }

  @Test
  void showsPlacesWithoutTheirText() {
    SourcePosition place = new SourcePosition("\u00c2\u00abnone\u00c2\u00bb", 3, 0, null);
    ErrorReport report = new ErrorReport(Level.ERROR, "e", place, List.of(), List.of(), 1);
    assertEquals("error: e\n       at «none»:3:", render(report));
    SourcePosition unknown = new SourcePosition("x", 0, 0, "text");
    assertEquals(
        "error: e", render(new ErrorReport(Level.ERROR, "e", unknown, List.of(), List.of(), 1)));
  }

  @Test
  void knowsAllLineEnds() {
    String source = "a\r\nb\rc\n";
    SourcePosition place = new SourcePosition("x", 3, 1, source);
    ErrorReport report = new ErrorReport(Level.ERROR, "e", place, List.of(), List.of(), 1);
    assertEquals(
        "error: e\n"
            + "       at x:3:1:\n"
            + "            2| b\n"
            + "            3| c\n"
            + "             | ^\n"
            + "            4|",
        render(report));
  }

  @Test
  void survivesPlacesOutsideTheirText() {
    assertEquals("", excerpt("", 1));
    assertEquals("\n     1| a\n      |   ^", Ansi.filter(excerpt("a", 1), false));
    assertEquals("\n     1| a", excerpt("a", 2));
    assertEquals("", excerpt("a", 3));
    assertEquals("", excerpt("a\n", 9));
  }

  private static String excerpt(String source, int line) {
    StringBuilder out = new StringBuilder();
    Excerpt.append(out, source, line, 3);
    return out.toString();
  }

  @Test
  void expandsTabsAsTheTerminalFilterDoes() {
    String source = Latin1.ofUnicode("let\tx = 1;\n  é\t= {abc=1;}; in\n\tx.\tabd");
    SourcePosition place = new SourcePosition("/tmp/text/tab.nix", 2, 3, source);
    String message = "syntax error, unexpected invalid token, expecting 'in' or 'inherit'";
    ErrorReport report = new ErrorReport(Level.ERROR, message, place, List.of(), List.of(), 1);
    assertEquals(
        """
        error: syntax error, unexpected invalid token, expecting 'in' or 'inherit'
               at /tmp/text/tab.nix:2:3:
                    1| let    x = 1;
                    2|   é        = {abc=1;}; in
                     |   ^
                    3|  x.      abd\
        """,
        render(report));
  }

  @Test
  void indentsWarnings() {
    assertEquals("warning: a\n         b", render(warning(Level.WARNING, "a\nb")));
    assertEquals(
        "evaluation warning: a\n                    b",
        render(warning(Level.EVALUATION_WARNING, "a\nb")));
    assertEquals(
        "evaluation warning:\nfoo\n  bar",
        render(warning(Level.EVALUATION_WARNING, "\nfoo\n  bar")));
  }

  private static ErrorReport warning(Level level, String message) {
    return new ErrorReport(level, message, null, List.of(), List.of(), 0);
  }

  @Test
  void colours() {
    ErrorReport report =
        new ErrorReport(
            Level.ERROR,
            "no " + Ansi.MAGENTA + "x" + Ansi.NORMAL,
            at(1, 1),
            List.of(),
            List.of("y", "z"),
            1);
    assertEquals(
        "\u001b[31;1merror:\u001b[0m no \u001b[35;1mx\u001b[0m\n"
            + "       \u001b[34;1mat \u001b[35;1m/dir/file.nix:1:1\u001b[0m:\n"
            + "            1| let\n"
            + "             | \u001b[31;1m^\u001b[0m\n"
            + "            2|   f = x: x.abc;\n"
            + "       Did you mean one of \u001b[35;1my\u001b[0m or \u001b[35;1mz\u001b[0m?",
        ErrorRenderer.render(report, false, true));
  }

  @Test
  void listsAlternatives() {
    assertEquals("a", Ansi.filter(ErrorRenderer.alternatives(List.of("a")), false));
    assertEquals(
        "one of a, b or c", Ansi.filter(ErrorRenderer.alternatives(List.of("a", "b", "c")), false));
  }

  private static String excerptOf(String source, int column) {
    return render(
        new ErrorReport(
            Level.ERROR, "x", new SourcePosition("f", 1, column, source), List.of(), List.of(), 1));
  }

  @Test
  void cutsLinesThatNoScreenCouldShow() {
    String line = "a".repeat(19_999) + "b" + "c".repeat(20_000);

    assertEquals(
        "error: x\n       at f:1:20000:\n            1| …"
            + "a".repeat(199)
            + "b"
            + "c".repeat(400)
            + "…\n             | "
            + " ".repeat(200)
            + "^\n            2| …",
        excerptOf(line + "\nend", 20_000));
    assertEquals(
        "error: x\n       at f:1:3:\n            1| " + "a".repeat(600) + "…\n             |   ^",
        excerptOf(line, 3));
  }

  @Test
  void showsLongLinesWhole() {
    String line = "a".repeat(10_000);
    assertEquals(
        "error: x\n       at f:1:1:\n            1| " + line + "\n             | ^",
        excerptOf(line, 1));
  }
}
