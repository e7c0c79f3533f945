package dev.firn.app.realise;

import dev.firn.app.console.Surroundings;
import dev.firn.app.settings.Setting;
import dev.firn.app.settings.Settings;
import dev.firn.realise.plan.RealiseException;
import dev.firn.realise.plan.RealiseOutcome;
import dev.firn.realise.plan.Realiser;
import dev.firn.store.DerivedPath;
import dev.firn.store.Realisation;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.Missing;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Realises for a command: tells what will be done, can be interrupted, and fails as commands fail. */
public final class Building {
  private static final String INTERRUPTED = "interrupted by the user";
  private static final int INTERRUPTED_STATUS = 130;

  private final Store store;
  private final Settings settings;
  private final Surroundings surroundings;
  private @Nullable Realiser realiser;

  /** Realises into a store; nothing is set up before it is needed. */
  public Building(Store store, Settings settings, Surroundings surroundings) {
    this.store = store;
    this.settings = settings;
    this.surroundings = surroundings;
  }

  private Realiser realiser() {
    Realiser known = realiser;
    if (known == null) {
      known = Realisers.open(store, settings, surroundings);
      realiser = known;
    }
    return known;
  }

  /** What would have to be done. */
  public Missing missing(Collection<? extends DerivedPath> wanted) {
    return realiser().missing(List.copyOf(wanted));
  }

  /** Tells what would have to be done, unless the settings say that nobody wants to know. */
  public void tell(Missing missing) {
    surroundings.messages().estimates().plan(missing.build().stream().map(StorePath::name));
    if (settings.isOn(Setting.PRINT_MISSING)) {
      new MissingReport(store, surroundings.messages().activities()).tell(missing);
    }
  }

  /** The same, for what is wanted. */
  public void tellMissing(Collection<? extends DerivedPath> wanted) {
    if (settings.isOn(Setting.PRINT_MISSING)) {
      tell(missing(wanted));
    }
  }

  /**
   * Realises.
   *
   * @return what came of each
   * @throws RealiseException if something could not be realised, or on an interrupt
   */
  public <T extends DerivedPath> Map<T, BuildResult> build(Collection<T> wanted, BuildMode mode) {
    try (Interrupts _ = Interrupts.listen()) {
      RealiseOutcome outcome = realiser().realise(List.copyOf(wanted), mode);
      outcome.requireSuccess(store.dir(), surroundings.messages().activities());
      Map<T, BuildResult> results = new LinkedHashMap<>();
      for (T each : wanted) {
        results.put(each, Objects.requireNonNull(outcome.of(each)));
      }
      return results;
    } catch (InterruptedException interrupted) {
      throw new RealiseException(INTERRUPTED, INTERRUPTED_STATUS);
    }
  }

  /**
   * Puts the content of a valid path right: fetches it, or builds what gave it.
   *
   * @throws StoreException if neither is possible
   * @throws RealiseException if building fails
   */
  public void repair(StorePath path) {
    if (succeeds(new DerivedPath.Opaque(path))) {
      return;
    }
    StorePath deriver = store.info(path).deriver();
    if (deriver == null || !store.isValid(deriver)) {
      throw new StoreException("cannot repair path '" + store.dir().print(path) + "'");
    }
    build(List.of(DerivedPath.allOf(deriver)), BuildMode.REPAIR);
  }

  private boolean succeeds(DerivedPath repaired) {
    try (Interrupts _ = Interrupts.listen()) {
      return realiser().realise(List.of(repaired), BuildMode.REPAIR).isSuccess();
    } catch (InterruptedException interrupted) {
      throw new RealiseException(INTERRUPTED, INTERRUPTED_STATUS);
    }
  }

  /** The path of an output that was realised. */
  public static StorePath path(
      DerivedPath.Built output, Map<? extends DerivedPath, BuildResult> results) {
    Realisation real =
        Objects.requireNonNull(results.get(output)).outputs().get(output.onlyOutput());
    return Objects.requireNonNull(real).path();
  }
}
