package dev.firn.realise.build.local;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.PathText;
import dev.firn.realise.build.BuildFailedException;
import dev.firn.realise.build.BuildSettings;
import dev.firn.realise.build.sandbox.HostShell;
import dev.firn.realise.build.sandbox.SandboxRoot;
import dev.firn.realise.build.sandbox.SharedFile;
import dev.firn.store.Closures;
import dev.firn.store.local.LocalStore;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds out which files of the machine the builder of a sandboxed build sees. */
final class SharedFiles {
  private static final class Shell {
    private static List<SharedFile> files = List.of();

    static synchronized List<SharedFile> files() throws IOException {
      if (files.isEmpty()) {
        files = HostShell.files();
      }
      return files;
    }
  }

  private final BuildContext context;
  private final LocalStore store;
  private final BuildSettings.Sandbox settings;

  SharedFiles(BuildContext context) {
    this.context = context;
    this.store = context.store();
    this.settings = context.settings().sandbox();
  }

  /** Adds them to a root: what the settings name, what the derivation asks for, and its inputs. */
  void addTo(SandboxRoot root) throws IOException, BuildFailedException, InterruptedException {
    List<SharedFile> files = configured();
    files.addAll(asked());
    String before = context.settings().hooks().before();
    if (before != null) {
      files.addAll(HookPrograms.beforeBuild(before, context, root));
    }
    SortedSet<StorePath> paths = new TreeSet<>(context.inputs());
    paths.addAll(closureOf(files));
    for (StorePath path : paths) {
      files.add(
          SharedFile.readOnly(
              store.dir().print(path), BytePaths.bytes(store.location().files(path))));
    }
    for (SharedFile file : files) {
      root.add(file);
    }
    // What is built may be what files of the machine come from.
    context.known().values().forEach(path -> root.remove(store.dir().print(path)));
  }

  private List<SharedFile> configured() throws IOException, BuildFailedException {
    List<SharedFile> files = new ArrayList<>();
    try {
      for (String path : settings.paths()) {
        if (path.equals(HostShell.PATH)) {
          files.addAll(Shell.files());
        } else {
          files.add(SharedFile.parse(path));
        }
      }
    } catch (IllegalArgumentException bad) {
      throw new BuildFailedException(BuildStatus.MISC_FAILURE, String.valueOf(bad.getMessage()));
    }
    return files;
  }

  private List<SharedFile> asked() throws BuildFailedException {
    List<SharedFile> files = new ArrayList<>();
    for (String path : context.options().impureHostDependencies()) {
      String wanted = PathText.canonical(path);
      boolean allowed =
          settings.allowedPaths().stream().anyMatch(prefix -> isBelow(wanted, prefix));
      if (!allowed) {
        throw new BuildFailedException(
            BuildStatus.MISC_FAILURE,
            "derivation '"
                + context.shownPath()
                + "' requested impure path '"
                + path
                + "', but it was not in allowed-impure-host-deps");
      }
      files.add(new SharedFile(wanted, wanted, true, true));
    }
    return files;
  }

  private static boolean isBelow(String path, String prefix) {
    String above = PathText.canonical(prefix);
    return path.equals(above) || path.startsWith(above.equals("/") ? "/" : above + "/");
  }

  /** All that files need that are in the store. */
  private SortedSet<StorePath> closureOf(List<SharedFile> files) {
    SortedSet<StorePath> paths = new TreeSet<>();
    for (SharedFile file : files) {
      if (store.dir().contains(file.source())) {
        StorePath path = store.dir().split(file.source()).storePath();
        if (store.isValid(path)) {
          paths.add(path);
        }
      }
    }
    return Closures.references(store, paths);
  }
}
