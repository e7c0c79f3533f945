package dev.firn.store.fault;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whenever the power fails, what is valid is whole; and without any one of the syncs that would not hold. */
class PowerFailureTest {
  /** Cuts for each workload; together they are 10,000. */
  private static final int CUTS = 2500;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void nothingValidIsDamaged(Workload workload) throws IOException {
    PowerFailures.assertNothingIsDamaged(directory, CUTS, workload.ordinal(), workload.durably());
  }

  @ParameterizedTest
  @EnumSource
  void everySyncIsNeeded(Workload workload) throws IOException {
    PowerFailures.assertEverySyncIsNeeded(directory, 4 * CUTS, workload.durably());
  }
}
