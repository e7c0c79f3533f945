package dev.firn.realise.plan;

import dev.firn.realise.build.BuildRequest;
import dev.firn.store.PathInfo;
import dev.firn.store.Realisation;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildResult;
import org.jspecify.annotations.Nullable;

/**
 * Something that takes time, and that the schedule wants to be done by somebody else.
 *
 * @param <R> what comes of it
 */
sealed interface Job<R> {
  /** What comes of a question to a substituter: the answer, or why there is none. */
  record Answer<T>(@Nullable T value, @Nullable String failure) {}

  /** How a fetch ended. */
  enum Fetched {
    /** The path is there. */
    DONE,
    /** The substituter has it no more. */
    GONE,
    /** Something went wrong. */
    FAILED
  }

  /** How a fetch ended, and what people should be told about it. */
  record FetchResult(Fetched end, String message) {}

  /** Asks a substituter, by its number, about a path. */
  record LookUp(int substituter, StorePath path) implements Job<Answer<PathInfo>> {}

  /** Asks a substituter, by its number, about an output of a derivation. */
  record LookUpOutput(int substituter, String derivation, String output)
      implements Job<Answer<Realisation>> {}

  /** Fetches a path, whose references are there, from a substituter, by its number; to repair it, also if it is valid. */
  record Fetch(int substituter, PathInfo info, boolean repair) implements Job<FetchResult> {}

  /** Builds a derivation whose inputs are there. */
  record Build(BuildRequest request, boolean preferLocal) implements Job<BuildResult> {}

  /** Compares the content of a path with what it should be. */
  record Verify(StorePath path) implements Job<Boolean> {}

  /** What jobs share room with one another. */
  enum Room {
    /** Questions. */
    LOOK_UP,
    /** Downloads. */
    FETCH,
    /** Builds. */
    BUILD
  }

  /** What it shares room with. */
  default Room room() {
    if (this instanceof Build) {
      return Room.BUILD;
    }
    return this instanceof Fetch ? Room.FETCH : Room.LOOK_UP;
  }
}
