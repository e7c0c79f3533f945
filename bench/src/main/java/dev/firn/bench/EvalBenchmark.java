package dev.firn.bench;

import dev.firn.lang.builtins.PureBuiltins;
import dev.firn.lang.eval.EvalSettings;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.host.MemoryHost;
import dev.firn.lang.syntax.Source;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Stacks;
import dev.firn.lang.value.Value;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The mechanisms of evaluation, each by a small program that does little else. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EvalBenchmark {
  /** The program: a mechanism, and Nix code that uses it some thousand times. */
  @Param({
    "call: let f = n: if n < 1 then 0 else f (n - 1); in f 5000",
    "curried: let f = a: b: c: a; in builtins.foldl' (s: i: f s i i) 0 (builtins.genList (i: i) 5000)",
    "formals: let f = { a, b ? 1, ... }: a; in builtins.foldl' (s: i: f { a = s; c = i; }) 0 (builtins.genList (i: i) 5000)",
    "select: let s = { a.b.c = 1; }; in builtins.foldl' (n: i: n + s.a.b.c) 0 (builtins.genList (i: i) 5000)",
    "update: builtins.foldl' (s: i: s // { x = i; }) { y = 1; z = 2; } (builtins.genList (i: i) 5000)",
    "with: let s = { v = 1; }; in builtins.foldl' (n: i: with s; n + v) 0 (builtins.genList (i: i) 5000)",
    "compare: builtins.length (builtins.sort (a: b: a > b) (builtins.genList (i: i * 7919 - (i * 7919 / 100003) * 100003) 100000))",
    "string: builtins.foldl' (n: i: n + builtins.stringLength \"${toString i}-x\") 0 (builtins.genList (i: i) 5000)"
  })
  public String program = "";

  private Evaluator evaluator =
      new Evaluator(new MemoryHost(), EvalSettings.defaults("x86_64-linux"), PureBuiltins.all());
  private Code code = evaluator.compile(Source.string("1"), "/");

  /** Compiles the program. */
  @Setup
  public void prepare() {
    code = evaluator.compile(Source.string(program.substring(program.indexOf(':') + 1)), "/");
  }

  /** Runs it. */
  @Benchmark
  public Value run() {
    return Stacks.call(() -> evaluator.eval(code, evaluator.evaluation()));
  }
}
