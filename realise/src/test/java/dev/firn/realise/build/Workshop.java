package dev.firn.realise.build;

import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.json.Json;
import dev.firn.base.text.Latin1;
import dev.firn.realise.build.local.LocalBuilder;
import dev.firn.store.Realisation;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationHasher;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.derivation.OutputPaths;
import dev.firn.store.derivation.StructuredAttributes;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.local.StoreOptions;
import dev.firn.store.nar.DiskTree;
import dev.firn.store.nar.FileTree;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A store in a directory of its own, derivations that run {@code /bin/sh}, and a builder. */
public final class Workshop implements AutoCloseable {
  public static final String SYSTEM = "x86_64-linux";

  public final LocalStore store;
  public BuildSettings settings;
  public final StringBuilder output = new StringBuilder();
  public final List<String> notes = new ArrayList<>();

  /** Builders run as the user of the test, in a sandbox. */
  public Workshop(Path directory) {
    this(
        StoreLocation.of(
            new StoreDir(directory.resolve("store").toString()), directory.resolve("var/nix")));
  }

  public Workshop(StoreLocation location) {
    this(location, StoreOptions.DEFAULT);
  }

  public Workshop(StoreLocation location, StoreOptions options) {
    store = new LocalStore(location, options);
    settings = BuildSettings.defaults(SYSTEM).with(new BuildSettings.Users("", false, 0, 0));
  }

  /** Whether there can be sandboxes on this machine. */
  public static boolean hasSandbox() {
    try {
      Process process =
          new ProcessBuilder("bwrap", "--unshare-user", "--ro-bind", "/", "/", "/bin/sh", "-c", ":")
              .redirectErrorStream(true)
              .start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** Begins a derivation that runs a script. */
  public Recipe recipe(String name, String script) {
    return new Recipe(name, List.of("-c", script));
  }

  /** A derivation that is being put together. */
  public final class Recipe {
    private final String name;
    private String builder = "/bin/sh";
    private String system = SYSTEM;
    private List<String> arguments;
    private final SortedMap<String, String> environment = new TreeMap<>();
    private final SortedMap<String, DerivationOutput> outputs = new TreeMap<>();
    private final SortedSet<StorePath> inputs = new TreeSet<>();
    private @Nullable StructuredAttributes structured;

    private Recipe(String name, List<String> arguments) {
      this.name = name;
      this.arguments = arguments;
    }

    public Recipe builder(String newBuilder, String... newArguments) {
      builder = newBuilder;
      arguments = List.of(newArguments);
      return this;
    }

    public Recipe system(String newSystem) {
      system = newSystem;
      return this;
    }

    public Recipe set(String variable, String value) {
      environment.put(variable, value);
      return this;
    }

    public Recipe output(String outputName, DerivationOutput output) {
      outputs.put(outputName, output);
      return this;
    }

    public Recipe outputs(String... names) {
      for (String each : names) {
        outputs.put(each, new DerivationOutput.Deferred());
      }
      return this;
    }

    public Recipe input(StorePath path) {
      inputs.add(path);
      return this;
    }

    public Recipe structured(Json.Obj attributes) {
      structured = StructuredAttributes.parse(attributes.print());
      return this;
    }

    public Derivation derivation() {
      if (outputs.isEmpty()) {
        outputs("out");
      }
      SortedMap<String, String> all = new TreeMap<>(environment);
      for (String each : outputs.keySet()) {
        DerivationOutput kind = outputs.get(each);
        StorePath known = kind.knownPath();
        boolean floats =
            kind instanceof DerivationOutput.Floating || kind instanceof DerivationOutput.Impure;
        all.putIfAbsent(
            each,
            known != null
                ? store.dir().print(known)
                : floats ? dev.firn.store.path.Placeholder.output(each).text() : "");
      }
      if (structured == null) {
        all.put("name", name);
        all.put("system", system);
        all.put("builder", builder);
      }
      Derivation plain =
          new Derivation(
              name,
              new TreeMap<>(outputs),
              new TreeMap<>(),
              new TreeSet<>(inputs),
              system,
              builder,
              arguments,
              all,
              structured);
      return OutputPaths.fill(
          plain,
          new DerivationHasher(store.dir(), new HashMap<>(), store::readDerivation),
          store.dir());
    }

    /** Adds the derivation to the store. */
    public StorePath add() {
      StorePath path = store.addDerivation(derivation());
      store.flush();
      return path;
    }

    public BuildResult build() {
      return Workshop.this.build(add(), BuildMode.NORMAL);
    }
  }

  public BuildResult build(StorePath path, BuildMode mode) {
    return build(path, mode, () -> {});
  }

  /** Builds, and does something whenever the builder has written something; what it made is still there then. */
  public BuildResult build(StorePath path, BuildMode mode, Runnable whenWritten) {
    Derivation derivation = store.readDerivation(path);
    BuildRequest request =
        new BuildRequest(
            path,
            derivation,
            new TreeSet<>(derivation.inputSources()),
            new TreeSet<>(derivation.outputs().keySet()),
            mode);
    try {
      return new LocalBuilder(store, settings).build(request, log(whenWritten));
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private BuildLog log(Runnable whenWritten) {
    return new BuildLog() {
      @Override
      public void output(byte[] bytes, int offset, int length) {
        output.append(Latin1.string(bytes, offset, length));
        whenWritten.run();
      }

      @Override
      public void hookOutput(byte[] bytes, int offset, int length) {
        output.append("hook: ").append(Latin1.string(bytes, offset, length));
      }

      @Override
      public void note(String message) {
        notes.add(message);
      }

      @Override
      public void warn(String message) {
        notes.add("warning: " + message);
      }
    };
  }

  /** The path of an output of a build that succeeded. */
  public StorePath path(BuildResult result, String name) {
    Realisation made = result.outputs().get(name);
    if (made == null) {
      throw new AssertionError(result.status() + ": " + result.message() + "\n" + output);
    }
    return made.path();
  }

  public Path files(StorePath path) {
    return store.location().files(path);
  }

  /** The full path. */
  public String shown(StorePath path) {
    return store.dir().print(path);
  }

  /** An output whose path follows from its content. */
  public static DerivationOutput floating() {
    return new DerivationOutput.Floating(ContentAddressMethod.NAR, HashAlgorithm.SHA256);
  }

  /** The names of what builds should not have left in the store. */
  public List<String> leftovers() throws IOException {
    try (var files = Files.list(store.location().files())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(
              name -> name.endsWith(".lock") || name.endsWith(".chroot") || name.endsWith(".work"))
          .toList();
    }
  }

  /** The text of an output that is a file. */
  public String text(BuildResult result) {
    return read(files(path(result, "out")));
  }

  public static String read(Path file) {
    try {
      return Latin1.string(Files.readAllBytes(file));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Adds a file to the store. */
  public StorePath file(String name, String content) {
    StorePath path = store.addText(name, content.getBytes(StandardCharsets.UTF_8), new TreeSet<>());
    store.flush();
    return path;
  }

  /** Adds a tree to the store. */
  public StorePath add(String name, FileTree tree) {
    return store.addTree(
        name,
        tree,
        TreeFilter.ALL,
        ContentAddressMethod.NAR,
        HashAlgorithm.SHA256,
        new TreeSet<>());
  }

  public Map<String, String> variables(String text) {
    Map<String, String> variables = new TreeMap<>();
    for (String line : text.split("\n")) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        variables.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return variables;
  }

  public DiskTree tree(StorePath path) {
    return new DiskTree(files(path));
  }

  @Override
  public void close() {
    store.close();
  }
}
