/** Benchmarks of single mechanisms, run by JMH: {@code bench/jmh}. */
@NullMarked
package dev.firn.bench;

import org.jspecify.annotations.NullMarked;
