package dev.firn.app.storage;

import dev.firn.app.command.CommonOptions;
import dev.firn.app.command.NixStoreOptions;
import dev.firn.app.command.Option;
import dev.firn.app.storage.NixStore.NixStoreCall;
import dev.firn.base.activity.Level;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.hash.HashFormat;
import dev.firn.store.PathInfo;
import dev.firn.store.StoreException;
import dev.firn.store.exchange.Registrations;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.Sealer;
import dev.firn.store.nar.DiskTree;
import dev.firn.store.nar.HashingStream;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The operations of {@code nix-store} that keep the store and its database in order. */
final class Upkeep {
  private Upkeep() {}

  /** Runs one of them, and gives the exit status. */
  static int run(Option operation, NixStoreCall call) throws IOException {
    return switch (operation.name()) {
      case "verify" -> verify(call);
      case "verify-path" -> verifyPaths(call);
      case "repair-path" -> repairPaths(call);
      case "optimise" -> optimise(call);
      case "dump-db" -> dump(call);
      case "load-db" -> load(call);
      case "register-validity" -> register(call);
      case "check-validity" -> checkValidity(call);
      default -> throw new IllegalArgumentException(operation.name());
    };
  }

  private static int verify(NixStoreCall call) {
    call.noOperands("no arguments expected");
    call.allow(null, NixStoreOptions.CHECK_CONTENTS, CommonOptions.REPAIR);
    return verify(
        call.use(), call.has(NixStoreOptions.CHECK_CONTENTS), call.has(CommonOptions.REPAIR));
  }

  /** Checks all paths, and gives the exit status. */
  static int verify(StoreUse use, boolean contents, boolean repair) {
    boolean errors = use.maintenance().verify(contents, repair, use.activities());
    if (errors) {
      use.messages().warn("not all store errors were fixed");
    }
    return errors ? 1 : 0;
  }

  private static int verifyPaths(NixStoreCall call) throws IOException {
    call.allow("no flags expected");
    List<StorePath> paths = new ArrayList<>();
    for (String operand : call.operands()) {
      paths.add(call.use().path(operand));
    }
    return verifyPaths(call.use(), paths);
  }

  /** Compares the content of valid paths with what it was, and gives the exit status. */
  static int verifyPaths(StoreUse use, Collection<StorePath> paths) throws IOException {
    int status = 0;
    for (StorePath path : paths) {
      use.messages().say(Level.TALKATIVE, "checking path '" + use.print(path) + "'...");
      PathInfo info = use.store().info(path);
      HashingStream archive = new HashingStream(HashAlgorithm.SHA256);
      NarWriter.write(use.store().tree(path), archive);
      Hash actual = archive.finish();
      if (!actual.equals(info.narHash())) {
        use.messages()
            .say(
                "path '"
                    + use.print(path)
                    + "' was modified! expected hash '"
                    + info.narHash().formatPrefixed(HashFormat.NIX32)
                    + "', got '"
                    + actual.formatPrefixed(HashFormat.NIX32)
                    + "'");
        status = 1;
      }
    }
    return status;
  }

  private static int repairPaths(NixStoreCall call) throws IOException {
    call.allow("no flags expected");
    for (String operand : call.operands()) {
      call.use().building().repair(call.use().path(operand));
    }
    return 0;
  }

  private static int optimise(NixStoreCall call) {
    call.allow("no arguments expected");
    call.noOperands("no arguments expected");
    call.use().maintenance().optimise(call.use().activities());
    return 0;
  }

  private static int dump(NixStoreCall call) throws IOException {
    call.allow("unknown flag");
    Collection<StorePath> paths = new ArrayList<>();
    for (String operand : call.operands()) {
      paths.add(call.use().path(operand));
    }
    if (paths.isEmpty()) {
      paths = call.use().indexed().allValidPaths();
    }
    Registrations.write(call.use().store(), paths, true, true, call.use().output().stream());
    return 0;
  }

  private static int load(NixStoreCall call) throws IOException {
    call.allow("unknown flag");
    call.noOperands("no arguments expected");
    LocalStore store = call.use().local();
    store.registerPlaced(Registrations.read(call.use().input(), store.dir(), true), true);
    return 0;
  }

  private static int register(NixStoreCall call) throws IOException {
    call.allow(null, NixStoreOptions.REREGISTER, NixStoreOptions.HASH_GIVEN);
    call.noOperands("no arguments expected");
    LocalStore store = call.use().local();
    boolean hashes = call.has(NixStoreOptions.HASH_GIVEN);
    List<PathInfo> infos = new ArrayList<>();
    for (PathInfo info : Registrations.read(call.use().input(), store.dir(), hashes)) {
      if (call.has(NixStoreOptions.REREGISTER) || !store.isValid(info.path())) {
        Sealer.seal(store.options().disk(), store.location().files(info.path()));
        infos.add(hashes ? info : hashed(store, info));
      }
    }
    store.registerPlaced(infos, true);
    return 0;
  }

  private static PathInfo hashed(LocalStore store, PathInfo info) throws IOException {
    HashingStream archive = new HashingStream(HashAlgorithm.SHA256);
    NarWriter.write(new DiskTree(store.location().files(info.path())), archive);
    long size = archive.count();
    return info.withArchive(archive.finish(), size);
  }

  private static int checkValidity(NixStoreCall call) throws IOException {
    call.allow(null, NixStoreOptions.PRINT_INVALID);
    for (String operand : call.operands()) {
      StorePath path = call.use().path(operand);
      if (!call.use().store().isValid(path)) {
        if (!call.has(NixStoreOptions.PRINT_INVALID)) {
          throw new StoreException("path '" + call.use().print(path) + "' is not valid");
        }
        call.line(call.use().print(path));
      }
    }
    return 0;
  }
}
