package dev.firn.lang.builtins;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.firn.base.text.Latin1;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.Deep;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.eval.TestSettings;
import dev.firn.lang.host.MemoryHost;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Source;
import dev.firn.lang.syntax.SyntaxTrees;
import dev.firn.lang.value.Ahead;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Stacks;
import dev.firn.lang.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a program shows of the order in which it met its names is the same whatever ran before it in its process, and whoever read its files.
 * What is expected here is what {@code nix-instantiate --eval --strict} says of the program alone.
 */
class VisibleOrderTest {
  private final SyntaxTrees trees = new SyntaxTrees();
  private final MemoryHost host = new MemoryHost();
  private final CountDownLatch done = new CountDownLatch(1);

  /** What a program prints, and the message of its error if it has one. */
  private List<String> run(String program, int helpers) {
    return Stacks.call(() -> {
      int before = host.messages().size();
      String end = outcome(program, helpers);
      List<String> seen = new ArrayList<>(host.messages());
      seen.subList(0, before).clear();
      seen.add(end);
      return seen;
    });
  }

  private String outcome(String program, int helpers) {
    List<BuiltinLibrary> libraries = new ArrayList<>(PureBuiltins.all());
    libraries.addAll(WorldBuiltins.all());
    libraries.add(this::addWaiting);
    Evaluator evaluator = new Evaluator(host, new TestSettings().get(), libraries, trees);
    Evaluation ev = evaluator.evaluation();
    try (Ahead _ = new Ahead(ev, helpers)) {
      Deep.force(evaluator.delay(evaluator.compile(Source.string(program), "/")), ev);
      return "";
    } catch (EvalError error) {
      return Latin1.toUnicode(error.text());
    }
  }

  /** {@code before x} is {@code x} once an {@code ahead y} has its value, which is {@code y} with all that is in it. */
  private void addWaiting(Registry registry, Evaluator evaluator) {
    registry
        .add(
            "before",
            1,
            (ev, position, args) -> {
              await();
              return args[0].force(ev, position);
            })
        .add(
            "ahead",
            1,
            (ev, position, args) -> {
              Value value = args[0].force(ev, Positions.NONE);
              done.countDown();
              return value;
            });
  }

  private void await() {
    try {
      done.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** In this process the names have another order than in the programs below. */
  @BeforeEach
  void namesAreOld() {
    host.file("/old.nix", "{ visibleA = { visibleB = 1; }; }")
        .file("/ba.nix", "{ visibleB = throw \"b\"; visibleA = throw \"a\"; }")
        .file("/ab.nix", "{ visibleA = throw \"a\"; visibleB = throw \"b\"; }");
    run("[ (import /old.nix) ]", 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          { visibleB = throw "b"; visibleA = throw "a"; } | b
          { visibleB = throw "b"; visibleA = throw "a"; } == { visibleA = 1; visibleB = 2; } | b
          let visibleB = visibleA; visibleA = x: x; in if [ visibleA ] == [ visibleB ] then 1 else throw "b" | b
          let visibleB = x: x; visibleA = visibleB; in if [ visibleA ] == [ visibleB ] then throw "same" else 1 | same
          rec { visibleB = x: x; visibleA = visibleB; c = if [ visibleA ] == [ visibleB ] then throw "same" else 1; } | same
          ({ visibleB ? x: x, visibleA ? visibleB }: if [ visibleA ] == [ visibleB ] then throw "same" else 1) { } | same
          { visibleB = throw "b"; visibleC = 1; } == { visibleA = 2; visibleB = 1; } | b
          ({ visibleB, visibleA }: 1) { } | function 'anonymous lambda' called without required argument 'visibleB'
          ({ }: 1) { visibleB = 1; visibleA = 2; } | function 'anonymous lambda' called with unexpected argument 'visibleB'
          { visibleB = b; visibleA = a; } | undefined variable 'b'
          { visibleB ? b, visibleA ? a }: 1 | undefined variable 'b'
          { visibleB, visibleA, visibleA, visibleB }: 1 | duplicate formal function argument 'visibleB'
          { x.visibleB = 1; x.visibleA = 1; x = { visibleA = 2; visibleB = 2; }; } | attribute 'x.visibleB' already defined at «string»:1:3
          builtins.listToAttrs (map (n: { name = "visible${n}"; value = throw n; }) [ "B" "A" ]) | B
          { "visible${"B"}" = throw "b"; "visible${"A"}" = throw "a"; } | b
          builtins.mapAttrs (n: v: throw n) (builtins.fromJSON ''{ "visibleB": 1, "visibleA": 2 }'') | visibleB
          builtins.appendContext "" { "/visible/b" = { }; "/visible/a" = { }; } | context key '"/visible/b"' is not a store path
          assert { visibleB = 1; visibleA = 3; } == { visibleA = 4; visibleB = 2; }; 1 | an integer with value '1' is not equal to an integer with value '2'
          import /ba.nix | b
          [ (builtins.attrNames (import /ba.nix)) (import /ab.nix) ] | b
          """)
  void theOrderIsThatOfTheProgramAlone(String program, String message) {
    assertEquals(List.of(message), run(program, 0));
    assertEquals(List.of(message), run(program, 0), "the second time");
  }

  @Test
  @Timeout(60)
  void helpersReadFilesOfWhichNobodyKnowsTheNames() {
    String one = "visibleOne" + System.nanoTime();
    String two = "visibleTwo" + System.nanoTime();
    // The helper reads the first file before the program comes to the second.
    host.file("/ahead.nix", traced(two, one)).file("/before.nix", traced(one, two));

    assertEquals(
        List.of("trace: " + one, "trace: " + two, "trace: " + one, "trace: " + two, ""),
        run("[ (before (import /before.nix)) (ahead (import /ahead.nix)) ]", 1));
  }

  private static String traced(String first, String second) {
    return "{ %1$s = builtins.trace \"%1$s\" 1; %2$s = builtins.trace \"%2$s\" 1; }"
        .formatted(first, second);
  }

  @Test
  @Timeout(60)
  void helpersComputeNamesThatNobodyKnows() {
    String one = "visibleOne" + System.nanoTime();
    String two = "visibleTwo" + System.nanoTime();
    String pair = "{ name = \"%1$s\" + \"\"; value = builtins.trace \"%1$s\" 1; }";
    String program =
        "let set = builtins.listToAttrs; in [ (before (set [ %1$s %2$s ])) (ahead (set [ %2$s %1$s ])) ]"
            .formatted(pair.formatted(one), pair.formatted(two));

    assertEquals(
        List.of("trace: " + one, "trace: " + two, "trace: " + one, "trace: " + two, ""),
        run(program, 1));
  }
}
