package dev.firn.realise.build;

import dev.firn.store.gc.AutomaticCollection;
import dev.firn.store.protocol.BuildResult;
import org.jspecify.annotations.Nullable;

/**
 * A builder that is given room: garbage goes while it builds, if there is too little.
 *
 * @param builder who builds
 * @param collection who collects
 */
public record RoomyBuilder(Builder builder, AutomaticCollection collection) implements Builder {
  @Override
  public @Nullable String refusal(BuildRequest request) {
    return builder.refusal(request);
  }

  @Override
  public BuildResult build(BuildRequest request, BuildLog log) throws InterruptedException {
    try (AutomaticCollection.Watch _ = collection.watch()) {
      return builder.build(request, log);
    }
  }
}
