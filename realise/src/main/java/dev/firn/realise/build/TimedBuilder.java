package dev.firn.realise.build;

import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildStatus;
import org.jspecify.annotations.Nullable;

/**
 * A builder of whose builds it is remembered how long they took.
 *
 * @param builder who builds
 * @param times who remembers
 */
public record TimedBuilder(Builder builder, BuildTimes times) implements Builder {
  @Override
  public @Nullable String refusal(BuildRequest request) {
    return builder.refusal(request);
  }

  @Override
  public BuildResult build(BuildRequest request, BuildLog log) throws InterruptedException {
    BuildResult result = builder.build(request, log);
    if (result.status() == BuildStatus.BUILT) {
      times.took(request.derivation().name(), result.stopTime() - result.startTime());
    }
    return result;
  }
}
