package dev.firn.bench;

import dev.firn.lang.syntax.Expr;
import dev.firn.lang.syntax.ParseOptions;
import dev.firn.lang.syntax.Parser;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Source;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Lexing and parsing of about 700 kB. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SyntaxBenchmark {
  private final String packages = Texts.packageSet(1000);

  /** One string of the same size: the lexer has all the work, the parser none. */
  private final String oneString = "''" + packages.replace("''", "'").replace("${", "(") + "''";

  /** A list of names and numbers: many tokens, the simplest of trees. */
  private final String names = "[ " + "name 1234 other-name' 5678 ".repeat(25_000) + "]";

  /** Real code. */
  @Benchmark
  public Expr packageSet() {
    return parse(packages);
  }

  /** The lexer on the inside of a string. */
  @Benchmark
  public Expr lexString() {
    return parse(oneString);
  }

  /** The lexer on short tokens. */
  @Benchmark
  public Expr lexNames() {
    return parse(names);
  }

  private static Expr parse(String text) {
    return Parser.parse(Source.string(text), new Positions(), ParseOptions.in("/", () -> "/root"));
  }
}
