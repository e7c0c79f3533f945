package dev.firn.realise.plan;

import dev.firn.base.activity.ActivitySink;
import dev.firn.base.activity.Level;
import dev.firn.store.DerivedPath;
import dev.firn.store.IndexedStore;
import dev.firn.store.PathInfo;
import dev.firn.store.Realisation;
import dev.firn.store.StoreException;
import dev.firn.store.Substituter;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.InputOutputs;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.Missing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Finds out what would have to be done, without doing it. Substituters are asked about many paths at once. */
final class MissingQuery {
  private final IndexedStore store;
  private final List<Substituter> substituters;
  private final RealiseSettings settings;
  private final ActivitySink sink;
  private final SortedSet<StorePath> build = new TreeSet<>();
  private final SortedSet<StorePath> substitute = new TreeSet<>();
  private final SortedSet<StorePath> unknown = new TreeSet<>();
  private long downloadSize;
  private long narSize;

  MissingQuery(
      IndexedStore store,
      List<Substituter> substituters,
      RealiseSettings settings,
      ActivitySink sink) {
    this.store = store;
    this.substituters = substituters;
    this.settings = settings;
    this.sink = sink;
  }

  /** A path that some substituter has. */
  private record Offer(PathInfo info, long downloadSize) {}

  /** What an answer leads to. */
  private record Answer(DerivedPath about, Runnable effect, List<DerivedPath> next) {}

  Missing run(Collection<DerivedPath> wanted) {
    Set<DerivedPath> seen = new HashSet<>();
    List<DerivedPath> wave = new ArrayList<>(wanted);
    try (ExecutorService helpers = Executors.newVirtualThreadPerTaskExecutor()) {
      while (!wave.isEmpty()) {
        List<Future<Answer>> answers = new ArrayList<>();
        for (DerivedPath each : wave) {
          if (seen.add(each)) {
            answers.add(helpers.submit(() -> ask(each)));
          }
        }
        wave = new ArrayList<>();
        for (Future<Answer> answer : answers) {
          Answer given = await(answer);
          given.effect().run();
          wave.addAll(given.next());
        }
      }
    }
    return new Missing(build, substitute, unknown, downloadSize, narSize);
  }

  private static Answer await(Future<Answer> answer) {
    try {
      return answer.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted by the user", interrupted);
    }
  }

  private Answer ask(DerivedPath wanted) {
    return wanted instanceof DerivedPath.Built built
        ? derivation(built)
        : path((DerivedPath.Opaque) wanted);
  }

  private Answer path(DerivedPath.Opaque wanted) {
    StorePath path = wanted.path();
    if (store.isValid(path)) {
      return new Answer(wanted, () -> {}, List.of());
    }
    Offer offer = offer(path);
    if (offer == null) {
      return new Answer(wanted, () -> unknown.add(path), List.of());
    }
    List<DerivedPath> references = new ArrayList<>();
    for (StorePath reference : offer.info().references()) {
      references.add(new DerivedPath.Opaque(reference));
    }
    return new Answer(
        wanted,
        () -> {
          substitute.add(path);
          downloadSize += offer.downloadSize();
          narSize += offer.info().narSize();
        },
        references);
  }

  private @Nullable Offer offer(StorePath path) {
    StoreException last = null;
    for (Substituter substituter : substituters) {
      try {
        PathInfo info = substituter.dir().equals(store.dir()) ? substituter.find(path) : null;
        if (info != null) {
          return new Offer(info, substituter.downloadSize(path));
        }
      } catch (StoreException failed) {
        last = failed;
      }
    }
    if (last != null && !settings.fallback()) {
      throw last;
    }
    if (last != null) {
      sink.message(Level.ERROR, Failures.shown(String.valueOf(last.getMessage())));
    }
    return null;
  }

  private Answer derivation(DerivedPath.Built wanted) {
    StorePath path = wanted.derivation();
    if (!store.isValid(path)) {
      return new Answer(wanted, () -> unknown.add(path), List.of());
    }
    PlannedDerivation planned = new PlannedDerivation(path, store.readDerivation(path), false);
    Set<StorePath> invalid = new TreeSet<>();
    boolean known = addInvalid(planned, wanted, invalid);
    if (known && invalid.isEmpty()) {
      return new Answer(wanted, () -> {}, List.of());
    }
    boolean allowed = settings.alwaysSubstitute() || planned.allowsSubstitutes();
    if (!substituters.isEmpty() && allowed) {
      if (!known) {
        known = addRealised(planned, wanted, invalid);
      }
      if (known && areOffered(invalid)) {
        List<DerivedPath> paths = new ArrayList<>();
        invalid.forEach(each -> paths.add(new DerivedPath.Opaque(each)));
        return new Answer(wanted, () -> {}, paths);
      }
    }
    return new Answer(wanted, () -> build.add(path), inputs(planned.derivation()));
  }

  /** Adds the wanted outputs that are not valid, and tells whether the paths of all are known. */
  private boolean addInvalid(
      PlannedDerivation planned, DerivedPath.Built wanted, Set<StorePath> invalid) {
    Outputs outputs = new Outputs(store, settings.contentAddressed());
    for (String output : planned.derivation().outputs().keySet()) {
      Realisation real = outputs.find(planned.path(), planned.derivation(), output);
      if (real == null) {
        return false;
      }
      if (wanted.wants(output) && !store.isValid(real.path())) {
        invalid.add(real.path());
      }
    }
    return true;
  }

  private boolean addRealised(
      PlannedDerivation planned, DerivedPath.Built wanted, Set<StorePath> invalid) {
    for (String output : planned.derivation().outputs().keySet()) {
      if (wanted.wants(output)) {
        Realisation real = realisation(planned.path(), output);
        if (real == null) {
          return false;
        }
        if (!store.isValid(real.path())) {
          invalid.add(real.path());
        }
      }
    }
    return true;
  }

  private @Nullable Realisation realisation(StorePath derivation, String output) {
    for (Substituter substituter : substituters) {
      Realisation real = substituter.realisation(derivation.baseName(), output);
      if (real != null) {
        return real;
      }
    }
    return null;
  }

  private boolean areOffered(Set<StorePath> paths) {
    for (StorePath path : paths) {
      if (offer(path) == null) {
        return false;
      }
    }
    return true;
  }

  private static List<DerivedPath> inputs(Derivation derivation) {
    List<DerivedPath> inputs = new ArrayList<>();
    for (Map.Entry<StorePath, InputOutputs> input : derivation.inputDerivations().entrySet()) {
      SortedSet<String> names = new TreeSet<>(input.getValue().names());
      names.addAll(input.getValue().dynamic().keySet());
      inputs.add(new DerivedPath.Built(input.getKey(), names));
    }
    return inputs;
  }
}
