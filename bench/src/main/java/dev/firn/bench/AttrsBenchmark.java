package dev.firn.bench;

import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.Lazy;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/** Attribute sets: lookup, merging, building, the order of names. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AttrsBenchmark {
  /** The number of attributes of the larger set. */
  @Param({"8", "64", "4096"})
  public int size;

  private Symbol[] names = {};
  private Attrs large = Attrs.EMPTY;
  private Attrs small = Attrs.EMPTY;
  private int next;

  /** Makes the sets. */
  @Setup
  public void prepare() {
    names = new Symbol[size];
    for (int i = 0; i < size; i++) {
      names[i] = Symbol.of("attribute-" + (i * 7919) % size);
    }
    large = build(size);
    small = build(4);
  }

  private Attrs build(int count) {
    AttrsBuilder builder = new AttrsBuilder(count);
    for (int i = 0; i < count; i++) {
      builder.add(names[i], IntValue.of(i));
    }
    return builder.build();
  }

  /** Finds an attribute, another each time. */
  @Benchmark
  public @Nullable Lazy find() {
    next = next + 1 == size ? 0 : next + 1;
    return large.get(names[next]);
  }

  /** {@code large // small}. */
  @Benchmark
  public Attrs update() {
    return large.update(small);
  }

  /** A set from its attributes. */
  @Benchmark
  public Attrs build() {
    return build(size);
  }

  /** The names of a new set in the order of their bytes. */
  @Benchmark
  public int[] lexicalOrder() {
    return build(size).shape().lexical();
  }
}
