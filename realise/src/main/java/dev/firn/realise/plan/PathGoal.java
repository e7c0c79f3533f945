package dev.firn.realise.plan;

import dev.firn.store.PathInfo;
import dev.firn.store.Substituter;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A path shall be valid: by substituting it, after all that it refers to. */
final class PathGoal extends Goal {
  private final StorePath path;
  private final @Nullable ContentAddress address;
  private final BuildMode mode;
  private int next;
  private long expectedBytes;
  private boolean somethingFailed;
  private @Nullable String lastFailure;

  PathGoal(Schedule schedule, StorePath path, @Nullable ContentAddress address, BuildMode mode) {
    super(schedule, "b$" + path.name() + "$" + path.baseName());
    this.path = path;
    this.address = address;
    this.mode = mode;
  }

  @Override
  void begin() {
    if (mode != BuildMode.REPAIR && schedule.store().isValid(path)) {
      succeed(BuildResult.success(BuildStatus.ALREADY_VALID, new TreeMap<>()));
      return;
    }
    schedule.counts().fetchesExpected++;
    tryNext();
  }

  private void tryNext() {
    List<Substituter> substituters = schedule.substituters();
    forget();
    if (lastFailure != null && next < substituters.size()) {
      schedule.tellFailure(lastFailure);
      lastFailure = null;
    }
    while (next < substituters.size()) {
      int number = next++;
      StorePath there = nameIn(substituters.get(number).dir());
      if (there != null) {
        schedule.perform(this, new Job.LookUp(number, there), answer -> found(number, answer));
        return;
      }
    }
    nobody();
  }

  /** What the path is called in a store directory; null if nobody knows. */
  private @Nullable StorePath nameIn(StoreDir dir) {
    if (dir.equals(schedule.store().dir())) {
      return path;
    }
    return address == null ? null : MovedPath.name(path, address, dir);
  }

  private void found(int number, Job.Answer<PathInfo> answer) {
    PathInfo told = answer.value();
    boolean here = schedule.substituters().get(number).dir().equals(schedule.store().dir());
    PathInfo info = told == null || here ? told : MovedPath.info(told, path);
    if (info == null) {
      lastFailure = answer.failure();
      tryNext();
    } else if (isBelieved(info, schedule.substituters().get(number))) {
      expectedBytes = info.narSize();
      schedule.counts().narExpected += expectedBytes;
      List<Goal> references = new ArrayList<>();
      for (StorePath reference : info.references()) {
        if (!reference.equals(path)) {
          references.add(schedule.path(reference, null, BuildMode.NORMAL));
        }
      }
      await(references, () -> fetch(number, info));
    } else {
      tryNext();
    }
  }

  private boolean isBelieved(PathInfo info, Substituter substituter) {
    var dir = schedule.store().dir();
    if (!info.path().equals(path)) {
      schedule.tellFailure(
          "asked '"
              + substituter.uri()
              + "' for '"
              + dir.print(path)
              + "' but got '"
              + dir.print(info.path())
              + "'");
      return false;
    }
    var keys = schedule.settings().keys();
    if (keys == null || substituter.isTrusted() || info.isTrusted(dir, keys)) {
      return true;
    }
    schedule.warn(
        "ignoring substitute for '"
            + dir.print(path)
            + "' from '"
            + substituter.uri()
            + "', as it's not signed by any of the keys in 'trusted-public-keys'");
    return false;
  }

  private void fetch(int number, PathInfo info) {
    if (failed() > 0) {
      forget();
      schedule.counts().fetchesExpected--;
      fail(
          unavailable() > 0 ? End.UNAVAILABLE : End.FAILED,
          BuildResult.failure(
              BuildStatus.DEPENDENCY_FAILED,
              "some references of path '"
                  + schedule.store().dir().print(path)
                  + "' could not be realised"));
      return;
    }
    schedule.perform(this, new Job.Fetch(number, info, mode == BuildMode.REPAIR), this::fetched);
  }

  private void fetched(Job.FetchResult result) {
    if (result.end() == Job.Fetched.DONE) {
      Counts counts = schedule.counts();
      counts.fetchesExpected--;
      counts.fetchesDone++;
      counts.narDone += expectedBytes;
      forget();
      succeed(BuildResult.success(BuildStatus.SUBSTITUTED, new TreeMap<>()));
      return;
    }
    if (result.end() == Job.Fetched.GONE) {
      schedule.warn(result.message());
    } else {
      schedule.tellFailure(result.message());
      somethingFailed = true;
    }
    tryNext();
  }

  /** What was expected of one substituter is not any more. */
  private void forget() {
    schedule.counts().narExpected -= expectedBytes;
    expectedBytes = 0;
  }

  private void nobody() {
    schedule.counts().fetchesExpected--;
    if (somethingFailed) {
      schedule.counts().fetchesFailed++;
    }
    if (lastFailure != null) {
      if (!schedule.settings().fallback()) {
        fail(BuildStatus.TRANSIENT_FAILURE, lastFailure);
        return;
      }
      schedule.tellFailure(lastFailure);
    }
    fail(
        somethingFailed ? End.FAILED : End.UNAVAILABLE,
        BuildResult.failure(
            BuildStatus.NO_SUBSTITUTERS,
            "path '"
                + schedule.store().dir().print(path)
                + "' is required, but there is no substituter that can build it"));
  }
}
