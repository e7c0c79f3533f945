package dev.firn.realise.plan;

import dev.firn.base.activity.ActivitySink;
import dev.firn.base.activity.Level;
import dev.firn.store.ArchiveGoneException;
import dev.firn.store.IndexedStore;
import dev.firn.store.PathInfo;
import dev.firn.store.PathSource;
import dev.firn.store.StoreException;
import dev.firn.store.Substituter;
import dev.firn.store.copy.CopyOptions;
import dev.firn.store.copy.FlushBatches;
import dev.firn.store.copy.PathCopier;
import dev.firn.store.protocol.BuildResult;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Knows how each kind of job is done. For several threads. */
final class Labour {
  private final IndexedStore store;
  private final List<Substituter> substituters;
  private final Workplaces workplaces;
  private final RealiseSettings settings;
  private final ActivitySink sink;
  private final FlushBatches batches;

  Labour(
      IndexedStore store,
      List<Substituter> substituters,
      Workplaces workplaces,
      RealiseSettings settings,
      ActivitySink sink) {
    this.store = store;
    this.substituters = substituters;
    this.workplaces = workplaces;
    this.settings = settings;
    this.sink = sink;
    this.batches = new FlushBatches(store);
  }

  /** Does a job. */
  @SuppressWarnings("unchecked")
  <R> R perform(Job<R> job, long parent) throws InterruptedException {
    return (R)
        switch (job) {
          case Job.LookUp question ->
              answer(() -> substituters.get(question.substituter()).find(question.path()));
          case Job.LookUpOutput question ->
              answer(() ->
                  substituters
                      .get(question.substituter())
                      .realisation(question.derivation(), question.output()));
          case Job.Fetch fetch -> fetch(fetch, parent);
          case Job.Build build -> build(build);
          case Job.Verify verify -> PathVerification.isGood(store, verify.path(), sink);
        };
  }

  private static <T> Job.Answer<T> answer(Supplier<@Nullable T> question) {
    try {
      return new Job.Answer<>(question.get(), null);
    } catch (StoreException failed) {
      return new Job.Answer<>(null, String.valueOf(failed.getMessage()));
    }
  }

  private Job.FetchResult fetch(Job.Fetch fetch, long parent) {
    Substituter from = substituters.get(fetch.substituter());
    PathInfo info = fetch.info();
    var keys = settings.keys();
    CopyOptions options =
        keys == null || from.isTrusted() ? CopyOptions.unchecked() : CopyOptions.checked(keys);
    try (FetchReport report = new FetchReport(sink, parent, store.dir(), from, info)) {
      store.addTempRoot(info.path());
      PathSource source =
          from.dir().equals(store.dir()) ? from : new MovedPath(from, store.dir(), info);
      PathCopier copier = new PathCopier(source, store, options.withListener(report), batches);
      if (fetch.repair() && store.isValid(info.path())) {
        copier.replace(info.path(), store);
      } else {
        copier.copy(info.path());
      }
      return new Job.FetchResult(Job.Fetched.DONE, "");
    } catch (ArchiveGoneException gone) {
      return new Job.FetchResult(Job.Fetched.GONE, String.valueOf(gone.getMessage()));
    } catch (StoreException failed) {
      return new Job.FetchResult(Job.Fetched.FAILED, String.valueOf(failed.getMessage()));
    }
  }

  private BuildResult build(Job.Build job) throws InterruptedException {
    store.addTempRoot(job.request().path());
    try (BuildReport report = new BuildReport(sink, job.request(), store.dir(), settings)) {
      return report.complete(
          workplaces.build(job, report, text -> sink.message(Level.WARN, Failures.shown(text))));
    }
  }
}
