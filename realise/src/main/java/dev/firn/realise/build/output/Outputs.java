package dev.firn.realise.build.output;

import dev.firn.base.disk.Disk;
import dev.firn.realise.build.BuildFailedException;
import dev.firn.store.PathInfo;
import dev.firn.store.Realisation;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.derivation.DerivationType;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.PathLocks;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildStatus;
import dev.firn.store.sign.SecretKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes what a builder left valid, or compares it with what is valid. Not for several threads. */
public final class Outputs {
  private final OutputContext context;
  private final LocalStore store;
  private final StoreDir dir;
  private final Disk disk;
  private final SortedMap<String, PathInfo> infos = new TreeMap<>();

  private Outputs(OutputContext context) {
    this.context = context;
    this.store = context.store();
    this.dir = store.dir();
    this.disk = store.options().disk();
  }

  /**
   * Makes the outputs of a build valid, all or none; where it was built again, compares them.
   *
   * @return all outputs, also those that were valid before
   * @throws BuildFailedException with Nix's message, if they are not what they must be
   */
  public static SortedMap<String, Realisation> register(OutputContext context)
      throws IOException, BuildFailedException {
    return new Outputs(context).register();
  }

  private boolean isCheck() {
    return context.request().mode() == BuildMode.CHECK;
  }

  private SortedMap<String, Realisation> register() throws IOException, BuildFailedException {
    List<LeftOutputs.Left> outputs = new LeftOutputs(context).look();
    OutputFinisher finisher = new OutputFinisher(context);
    if (!isCheck()) {
      context
          .valid()
          .forEach((name, path) -> {
            StorePath scratch = context.scratch().get(name);
            finisher.settle(scratch == null ? path : scratch, path);
          });
    }
    for (LeftOutputs.Left left : outputs) {
      FinishedOutput finished = finisher.finish(left, output(left.name()));
      finisher.settle(left.scratch(), finished.info().path());
      infos.put(left.name(), place(left.name(), finished));
    }
    checkAll();
    if (!isCheck()) {
      registerPlaced();
    }
    return realisations();
  }

  private boolean repairs() {
    return context.request().mode() == BuildMode.REPAIR;
  }

  private DerivationOutput output(String name) {
    DerivationOutput output = context.request().derivation().outputs().get(name);
    if (output == null) {
      throw new IllegalStateException("no output " + name);
    }
    return output;
  }

  private void checkAll() throws BuildFailedException {
    for (Map.Entry<String, PathInfo> each : infos.entrySet()) {
      FixedContent.check(dir, context.request().path(), output(each.getKey()), each.getValue());
    }
    ChecksOfOutputs.check(store, context.request().path(), context.options(), infos);
  }

  private PathInfo place(String name, FinishedOutput finished)
      throws IOException, BuildFailedException {
    StorePath known = output(name).knownPath();
    if (finished.info().path().equals(known)) {
      return placeLocked(finished);
    }
    // Whoever builds the right content holds the lock of its path and may wait for ours: do not
    // wait for him.
    List<Path> file = List.of(store.location().files(finished.info().path()));
    try (PathLocks locks = known == null ? PathLocks.lock(file) : PathLocks.tryLock(file)) {
      if (locks == null) {
        disk.deleteTree(finished.files());
        FixedContent.check(dir, context.request().path(), output(name), finished.info());
        throw new BuildFailedException(
            BuildStatus.MISC_FAILURE,
            "'" + dir.print(finished.info().path()) + "' is being built by somebody else");
      }
      return placeLocked(finished);
    }
  }

  private PathInfo placeLocked(FinishedOutput finished) throws IOException, BuildFailedException {
    PathInfo info = finished.info();
    if (isCheck()) {
      compare(finished);
      return info;
    }
    move(finished.files(), info.path());
    PathInfo signed = signed(info);
    if (info.contentAddress() != null && !store.isValid(info.path())) {
      // Right or wrong, its path says what it is; and the lock of that path is held only now.
      store.registerPlaced(List.of(signed), false);
    }
    return signed;
  }

  private PathInfo signed(PathInfo info) {
    PathInfo signed = info;
    for (SecretKey key : context.settings().keys()) {
      signed = signed.signed(dir, key);
    }
    return signed;
  }

  private void move(Path files, StorePath path) throws IOException {
    Path destination = store.location().files(path);
    if (files.equals(destination)) {
      CanonicalForm.seal(destination);
      return;
    }
    boolean there = Files.exists(destination, LinkOption.NOFOLLOW_LINKS);
    if (repairs() && there) {
      replace(files, destination);
    } else if (there && store.isValid(path)) {
      disk.deleteTree(files);
    } else {
      disk.deleteTree(destination);
      disk.moveNew(files, destination);
      CanonicalForm.seal(destination);
    }
    disk.reached("build: placed");
  }

  /** From a place beside it, because what is sealed cannot be moved to another directory. */
  private void replace(Path files, Path destination) throws IOException {
    Path beside = destination.resolveSibling(destination.getFileName() + ".new");
    disk.deleteTree(beside);
    disk.moveNew(files, beside);
    CanonicalForm.seal(beside);
    disk.sync(store.location().files());
    disk.exchange(beside, destination);
    disk.syncOnly(store.location().files());
    disk.deleteTree(beside);
  }

  private void compare(FinishedOutput finished) throws IOException, BuildFailedException {
    PathInfo old = store.find(finished.info().path());
    if (old == null) {
      disk.deleteTree(finished.files());
      return;
    }
    if (!old.narHash().equals(finished.info().narHash())) {
      throw differs(finished);
    }
    if (!old.ultimate()) {
      store.registerPlaced(List.of(signed(ultimate(old))), true);
    }
  }

  private static PathInfo ultimate(PathInfo info) {
    return new PathInfo(
        info.path(),
        info.narHash(),
        info.narSize(),
        info.references(),
        info.deriver(),
        info.registrationTime(),
        true,
        info.signatures(),
        info.contentAddress());
  }

  private BuildFailedException differs(FinishedOutput finished) throws IOException {
    StorePath path = finished.info().path();
    String message =
        "derivation '"
            + dir.print(context.request().path())
            + "' may not be deterministic: output \""
            + dir.print(path)
            + "\" differs";
    if (context.settings().keepDifferent()) {
      Path old = store.location().files(path);
      Path kept = old.resolveSibling(old.getFileName() + ".check");
      disk.deleteTree(kept);
      disk.moveNew(finished.files(), kept);
      CanonicalForm.seal(kept);
      context.settings().different().found(old, kept);
      message += " from \"" + dir.print(path) + ".check\"";
    }
    return new BuildFailedException(BuildStatus.NOT_DETERMINISTIC, message);
  }

  /** Those whose paths follow from their content were registered when they were placed. */
  private void registerPlaced() {
    List<PathInfo> placed = new ArrayList<>(infos.values());
    if (!repairs()) {
      placed.removeIf(info -> store.isValid(info.path()));
    }
    if (!placed.isEmpty()) {
      store.registerPlaced(placed, repairs());
    }
    disk.reached("build: registered");
  }

  private SortedMap<String, Realisation> realisations() {
    SortedMap<String, Realisation> all = new TreeMap<>();
    context.valid().forEach((name, path) -> all.put(name, realisation(name, path)));
    if (isCheck()) {
      return all;
    }
    DerivationType type = context.request().derivation().type();
    for (Map.Entry<String, PathInfo> each : infos.entrySet()) {
      Realisation made = realisation(each.getKey(), each.getValue().path());
      if (type == DerivationType.FLOATING
          || (context.settings().realisations() && type != DerivationType.IMPURE)) {
        store.register(made);
      }
      all.put(each.getKey(), made);
    }
    return all;
  }

  private Realisation realisation(String name, StorePath path) {
    SortedSet<String> none = new TreeSet<>();
    return new Realisation(context.request().path().baseName(), name, path, none);
  }
}
