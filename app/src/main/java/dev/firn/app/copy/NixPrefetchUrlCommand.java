package dev.firn.app.copy;

import dev.firn.app.command.Command;
import dev.firn.app.command.CommandLine;
import dev.firn.app.command.CopyOptions;
import dev.firn.app.command.UsageException;
import dev.firn.app.console.Surroundings;
import dev.firn.app.settings.Settings;
import dev.firn.app.store.CacheSetup;
import dev.firn.app.store.StoreOpener;
import dev.firn.app.store.StoreSetup;
import dev.firn.base.hash.BadHashException;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.hash.UnknownHashNameException;
import dev.firn.base.http.HttpOptions;
import dev.firn.realise.fetch.FileFetch;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.TreeAddress;
import dev.firn.store.nar.FileTree;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.References;
import dev.firn.store.path.StorePath;
import dev.firn.store.path.StorePathName;
import dev.firn.store.path.StorePaths;
import java.io.IOException;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code nix-prefetch-url}: downloads a file, adds it to the store and prints its hash. */
final class NixPrefetchUrlCommand implements Command {
  private static final SortedSet<StorePath> NONE = new TreeSet<>();

  /** What comes of it. */
  private record Result(StorePath path, Hash hash) {}

  @Override
  public int run(CommandLine line, Settings settings, Surroundings surroundings) {
    HashAlgorithm algorithm = algorithm(line.value(CopyOptions.TYPE));
    Hash expected = line.operands().size() < 2 ? null : hash(line.operands().get(1), algorithm);
    StoreSetup setup = new StoreSetup(settings, surroundings);
    return PrefetchSource.with(
        line,
        settings,
        surroundings,
        source -> {
          try (Store store = StoreOpener.open(settings, surroundings)) {
            boolean executable = line.has(CopyOptions.EXECUTABLE);
            Result result =
                fetch(source, executable, store, expected, algorithm, CacheSetup.http(setup));
            store.flush();
            print(result, store, line, surroundings);
          }
          return 0;
        });
  }

  private static HashAlgorithm algorithm(@Nullable String name) {
    try {
      return name == null ? HashAlgorithm.SHA256 : HashAlgorithm.parse(name);
    } catch (UnknownHashNameException bad) {
      throw new UsageException(String.valueOf(bad.getMessage()));
    }
  }

  private static Hash hash(String text, HashAlgorithm algorithm) {
    try {
      return Hash.parse(text, algorithm);
    } catch (BadHashException bad) {
      throw new StoreException(String.valueOf(bad.getMessage()), bad);
    }
  }

  private static Result fetch(
      PrefetchSource source,
      boolean executable,
      Store store,
      @Nullable Hash expected,
      HashAlgorithm algorithm,
      HttpOptions http) {
    String url = source.url();
    String name = name(source.name(), url);
    ContentAddressMethod method =
        source.unpack() || executable ? ContentAddressMethod.NAR : ContentAddressMethod.FLAT;
    if (expected != null) {
      StorePath path =
          StorePaths.fixed(
              store.dir(), name, new ContentAddress(method, expected), References.to(NONE));
      if (store.isValid(path)) {
        return new Result(path, expected);
      }
    }
    try (FileFetch fetched = FileFetch.of(url, http, executable)) {
      FileTree tree = source.unpack() ? fetched.unpacked() : fetched.tree();
      return add(store, name, tree, method, algorithm, expected);
    } catch (IOException failed) {
      throw new StoreException("unable to download '" + url + "': " + failed.getMessage(), failed);
    }
  }

  private static Result add(
      Store store,
      String name,
      FileTree tree,
      ContentAddressMethod method,
      HashAlgorithm algorithm,
      @Nullable Hash expected)
      throws IOException {
    ContentAddress address = TreeAddress.of(tree, TreeFilter.ALL, method, algorithm);
    if (expected != null && !expected.equals(address.hash())) {
      throw new StoreException("hash mismatch for '" + name + "'");
    }
    return new Result(
        store.addTree(name, tree, TreeFilter.ALL, method, algorithm, NONE), address.hash());
  }

  private static String name(@Nullable String given, String url) {
    int end = url.length();
    for (char c : new char[] {'?', '#'}) {
      int at = url.indexOf(c);
      end = at >= 0 && at < end ? at : end;
    }
    String path = url.substring(0, end);
    String name = given == null ? path.substring(path.lastIndexOf('/') + 1) : given;
    if (name.isEmpty()) {
      throw new StoreException("cannot figure out file name for '" + url + "'");
    }
    StorePathName.check(name);
    return name;
  }

  private static void print(
      Result result, Store store, CommandLine line, Surroundings surroundings) {
    Hash hash = result.hash();
    String path = store.dir().print(result.path());
    boolean printPath =
        line.has(CopyOptions.PRINT_PATH)
            || "1".equals(surroundings.environment().get("PRINT_PATH"));
    if (!printPath) {
      surroundings.messages().say("path is '" + path + "'");
    }
    surroundings
        .output()
        .line(hash.algorithm() == HashAlgorithm.MD5 ? hash.base16() : hash.nix32());
    if (printPath) {
      surroundings.output().line(path);
    }
  }
}
