package dev.firn.app.profile;

import dev.firn.app.command.EvalOptions;
import dev.firn.app.command.ProfileOptions;
import dev.firn.app.command.UsageException;
import dev.firn.app.environment.Element;
import dev.firn.app.eval.Input;
import dev.firn.app.eval.Session;
import dev.firn.app.realise.Building;
import dev.firn.app.store.PathNames;
import dev.firn.lang.select.DerivationFinder;
import dev.firn.lang.select.FoundDerivation;
import dev.firn.lang.value.Value;
import dev.firn.store.DerivedPath;
import dev.firn.store.StoreException;
import dev.firn.store.path.BadStorePathException;
import dev.firn.store.path.StorePath;
import dev.firn.store.profile.FileConflictException;
import dev.firn.store.profile.ProfileManifest;
import dev.firn.store.profile.ProfileManifest.Installed;
import dev.firn.store.protocol.BuildMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code firn profile install}: adds packages to a profile. */
final class PackageInstallation {
  private static final String DEFAULT_FILE = "./default.nix";

  private final ProfileCall call;
  private final Session session;
  private final List<DerivedPath> wanted = new ArrayList<>();
  private final List<Installed> added = new ArrayList<>();

  PackageInstallation(ProfileCall call) {
    this.call = call;
    this.session = call.session();
  }

  /** Does it. */
  void run() {
    find();
    session.flush();
    Building building = new Building(session.store(), call.settings(), call.surroundings());
    building.tellMissing(wanted);
    if (!call.line().has(ProfileOptions.DRY_RUN)) {
      building.build(wanted, BuildMode.NORMAL);
      call.profile().change(this::changed);
    }
  }

  private void find() {
    List<Input> expressions = new ArrayList<>();
    call.line().values(EvalOptions.EXPR).forEach(text -> expressions.add(Input.text(text)));
    for (String operand : call.line().operands()) {
      StorePath path = stored(operand);
      if (path == null) {
        expressions.add(Input.file(operand));
      } else {
        wanted.add(new DerivedPath.Opaque(path));
        add(new TreeSet<>(List.of(path)), ProfileManifest.USUAL_PRIORITY);
      }
    }
    if (expressions.isEmpty() && wanted.isEmpty()) {
      expressions.add(Input.file(DEFAULT_FILE));
    }
    List<String> selections = call.line().values(EvalOptions.ATTR);
    session.forEachSelected(
        expressions, selections.isEmpty() ? List.of("") : selections, this::addAll);
  }

  /** The path in the store that an operand leads to; null if it is an expression. */
  private @Nullable StorePath stored(String operand) {
    try {
      String place =
          PathNames.inside(operand, session.store().dir(), call.surroundings().directory()).rest();
      StorePath path =
          PathNames.follow(operand, session.store().dir(), call.surroundings().directory());
      return place.isEmpty() && !path.isDerivation() && !path.name().endsWith(".nix") ? path : null;
    } catch (BadStorePathException elsewhere) {
      return null;
    }
  }

  private void addAll(Value value) {
    for (FoundDerivation found :
        DerivationFinder.find(value, session.arguments(), session.evaluation())) {
      Element element = Element.of(found, session);
      StorePath derivation = element.derivation();
      if (derivation == null) {
        throw new StoreException("'" + element.name() + "' has no derivation that could be built");
      }
      SortedSet<String> outputs = new TreeSet<>(element.outputsToInstall().keySet());
      wanted.add(new DerivedPath.Built(derivation, outputs));
      long usual = ProfileManifest.USUAL_PRIORITY;
      add(
          new TreeSet<>(element.outputsToInstall().values()),
          element.meta().integer("priority", usual, session.evaluation()));
    }
  }

  private void add(SortedSet<StorePath> paths, long usual) {
    String given = call.line().value(ProfileOptions.PRIORITY);
    try {
      added.add(Installed.of(paths, given == null ? usual : Integer.parseInt(given)));
    } catch (NumberFormatException bad) {
      throw new UsageException("'--priority' takes a number, not '" + given + "'");
    }
  }

  private @Nullable StorePath changed() {
    ProfileManifest manifest = call.installed();
    boolean changed = false;
    for (Installed each : added) {
      String name = ProfileManifest.name(each.paths());
      if (manifest.packages().containsValue(each)) {
        call.surroundings().messages().warn("'" + name + "' is already installed");
      } else {
        manifest = manifest.with(name, each);
        changed = true;
      }
    }
    try {
      return changed ? call.build(manifest) : null;
    } catch (FileConflictException conflict) {
      throw explained(conflict, manifest);
    }
  }

  /** Names the packages that have the same file, and what can be done. */
  private StoreException explained(FileConflictException conflict, ProfileManifest manifest) {
    String first = owner(conflict.first(), manifest);
    String second = owner(conflict.second(), manifest);
    return new StoreException(
        "'"
            + first
            + "' and '"
            + second
            + "' have the same file:\n  "
            + conflict.first()
            + "\n  "
            + conflict.second()
            + "\nRemove one of them (firn profile remove "
            + first
            + "), or install with another priority than "
            + conflict.priority()
            + ": '--priority "
            + (conflict.priority() - 1)
            + "' prefers what is new, '--priority "
            + (conflict.priority() + 1)
            + "' what is there",
        conflict);
  }

  private String owner(String file, ProfileManifest manifest) {
    for (Map.Entry<String, Installed> each : manifest.packages().entrySet()) {
      for (StorePath path : each.getValue().paths()) {
        if (file.startsWith(session.store().dir().print(path))) {
          return each.getKey();
        }
      }
    }
    return file;
  }
}
