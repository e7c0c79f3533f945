package dev.firn.realise.fault;

import dev.firn.base.activity.ActivitySink;
import dev.firn.base.disk.Disk;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Latin1;
import dev.firn.realise.build.BuildSettings.SandboxMode;
import dev.firn.realise.build.Workshop;
import dev.firn.realise.plan.GraphRealiser;
import dev.firn.realise.plan.RealiseSettings;
import dev.firn.realise.plan.ScriptedSubstituter;
import dev.firn.store.DerivedPath;
import dev.firn.store.MemoryStore;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.fault.CrashProgram;
import dev.firn.store.local.StoreOptions;
import dev.firn.store.local.TestStores;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** What makes paths valid while something goes wrong. Each can be done again after that. */
enum RealiseWork {
  /** Builds two outputs whose paths are known before. */
  BUILD {
    @Override
    void run(Workshop workshop) {
      build(workshop, new DerivationOutput.Deferred());
    }
  },
  /** Builds two outputs whose paths follow from their content. */
  BUILD_FLOATING {
    @Override
    void run(Workshop workshop) {
      build(
          workshop, new DerivationOutput.Floating(ContentAddressMethod.NAR, HashAlgorithm.SHA256));
    }
  },
  /** Fetches paths that refer to each other. */
  SUBSTITUTE {
    @Override
    void run(Workshop workshop) {
      MemoryStore elsewhere = new MemoryStore(workshop.store.dir());
      StorePath top = fill(elsewhere);
      GraphRealiser realiser =
          new GraphRealiser(
              workshop.store,
              List.of(new ScriptedSubstituter("elsewhere", 40, elsewhere)),
              List.of(),
              new RealiseSettings(1, false, false, true, false, false, false, null, 0, ""),
              ActivitySink.NONE);
      try {
        realiser.realise(List.of(new DerivedPath.Opaque(top)), BuildMode.NORMAL);
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
      require(workshop.store.isValid(top), "not fetched");
    }
  };

  private static final String SCRIPT =
      "/bin/mkdir $out; echo $dev > $out/a; echo content > $out/b; echo other > $dev";

  /** Does it. */
  abstract void run(Workshop workshop);

  private static void build(Workshop workshop, DerivationOutput kind) {
    StorePath path = workshop.recipe("crash", SCRIPT).output("out", kind).output("dev", kind).add();
    BuildResult result = workshop.build(path, BuildMode.NORMAL);
    require(result.isSuccess(), result.message());
  }

  private static StorePath fill(MemoryStore store) {
    StorePath low = store.addText("low", Latin1.bytes("low"), new TreeSet<>());
    StorePath tree =
        store.addTree(
            "tree",
            TestStores.tree("content"),
            TreeFilter.ALL,
            ContentAddressMethod.NAR,
            HashAlgorithm.SHA256,
            TestStores.set(low));
    return store.addText("top", Latin1.bytes("top"), TestStores.set(low, tree));
  }

  private static void require(boolean done, String problem) {
    if (!done) {
      throw new AssertionError(problem);
    }
  }

  /** Where it is done. What only processes do to each other needs no durability, and is quicker without. */
  static Workshop open(Path place, boolean durable, Disk disk) {
    Workshop workshop =
        new Workshop(
            TestStores.location(place), StoreOptions.DEFAULT.withDisk(disk).withDurable(durable));
    workshop.settings = workshop.settings.withSandbox(SandboxMode.OFF);
    return workshop;
  }

  /** All of it, on a store that is durable. */
  CrashProgram.Work durably() {
    return (place, disk) -> {
      try (Workshop workshop = open(place, true, disk)) {
        run(workshop);
      }
    };
  }
}
