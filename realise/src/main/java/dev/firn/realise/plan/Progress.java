package dev.firn.realise.plan;

import dev.firn.base.activity.Activity;
import dev.firn.base.activity.ActivitySink;
import dev.firn.base.activity.ActivityType;
import dev.firn.base.activity.Level;

/** Tells how far all of it is, as sums over what Nix calls builds, copies and downloads. */
final class Progress implements AutoCloseable {
  private final Activity all;
  private final Activity builds;
  private final Activity copies;
  private String last = "";

  Progress(ActivitySink sink) {
    all = Activity.start(sink, Level.ERROR, ActivityType.REALISE, "");
    builds = Activity.start(sink, Level.ERROR, ActivityType.BUILDS, "");
    copies = Activity.start(sink, Level.ERROR, ActivityType.COPY_PATHS, "");
  }

  /** The activity that a job is a part of; 0 if it is shown by itself. */
  long parent(Job<?> job) {
    return switch (job.room()) {
      case BUILD, LOOK_UP -> 0;
      case FETCH -> all.id();
    };
  }

  /** Tells what changed since it was told last. */
  void update(Schedule schedule) {
    Counts counts = schedule.counts();
    long building = schedule.running(Job.Room.BUILD);
    long fetching = schedule.running(Job.Room.FETCH);
    String now = counts.text() + " " + building + " " + fetching;
    if (now.equals(last)) {
      return;
    }
    last = now;
    builds.progress(
        counts.buildsDone,
        counts.buildsExpected + counts.buildsDone,
        building,
        counts.buildsFailed);
    copies.progress(
        counts.fetchesDone,
        counts.fetchesExpected + counts.fetchesDone,
        fetching,
        counts.fetchesFailed);
    all.expect(ActivityType.FILE_TRANSFER, counts.downloadExpected + counts.downloadDone);
    all.expect(ActivityType.COPY_PATH, counts.narExpected + counts.narDone);
  }

  @Override
  public void close() {
    copies.close();
    builds.close();
    all.close();
  }
}
