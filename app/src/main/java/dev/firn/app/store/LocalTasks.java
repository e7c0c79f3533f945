package dev.firn.app.store;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Sizes;
import dev.firn.store.compress.Compression;
import dev.firn.store.compress.Decompressor;
import dev.firn.store.gc.CollectionRequest;
import dev.firn.store.gc.CollectionResult;
import dev.firn.store.gc.Collector;
import dev.firn.store.gc.RootFinder;
import dev.firn.store.gc.Roots;
import dev.firn.store.local.IndirectRoots;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.Optimiser;
import dev.firn.store.path.StorePath;
import dev.firn.store.verify.Verifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What can be done with a store on a disk of this machine. */
record LocalTasks(LocalStore store) implements StoreTasks {
  @Override
  public List<RootLink> roots() {
    Roots roots = RootFinder.find(store, false);
    List<RootLink> all = new ArrayList<>();
    for (StorePath path : roots.paths()) {
      roots.links(path).forEach(link -> all.add(new RootLink(link, path)));
    }
    all.sort(Comparator.comparing(RootLink::link).thenComparing(RootLink::path));
    return all;
  }

  @Override
  public CollectionResult collect(CollectionRequest request, Consumer<String> messages) {
    return Collector.collect(store, request, messages);
  }

  @Override
  public boolean verify(
      boolean contents, Verifier.@Nullable Repairer repairer, Verifier.Listener listener) {
    return Verifier.verify(store, contents, repairer, listener);
  }

  @Override
  public void optimise(Consumer<String> messages) {
    Optimiser.Saved saved = Optimiser.optimise(store, messages);
    messages.accept(
        Sizes.render(saved.bytes()) + " freed by hard-linking " + saved.files() + " files");
  }

  @Override
  public void addRoot(String link, StorePath path) {
    new IndirectRoots(store.location(), store.options().disk()).add(link, path);
  }

  @Override
  public byte @Nullable [] log(StorePath derivation) throws IOException {
    Path logs = store.location().logs().resolve("drvs");
    String name = derivation.baseName();
    for (String file : List.of(name.substring(0, 2) + "/" + name.substring(2), name)) {
      Path plain = logs.resolve(BytePaths.of(file));
      if (Files.exists(plain)) {
        return Files.readAllBytes(plain);
      }
      Path compressed = logs.resolve(BytePaths.of(file + ".bz2"));
      if (Files.exists(compressed)) {
        try (InputStream log =
            Decompressor.open(Files.newInputStream(compressed), Compression.BZIP2)) {
          return log.readAllBytes();
        }
      }
    }
    return null;
  }
}
