package dev.firn.realise.fetch;

import dev.firn.base.text.Latin1;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.host.Host;
import dev.firn.store.nar.MemoryTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A commit whose objects are on this machine.
 *
 * @param request what was wanted
 * @param repository where it is
 * @param revision its hash
 * @param host warns, and has the user's cache
 */
record GitCommit(GitRequest request, GitRepository repository, String revision, Host host) {
  /** Deeper nesting of repositories is a mistake. */
  private static final int DEEPEST = 16;

  /** Finds the commit that is wanted, and fetches it if it is far away. */
  static GitCommit find(GitRequest request, Host host) throws IOException {
    Path local = request.local(host);
    if (local == null) {
      GitClone clone = new GitClone(request.url(), request.shallow(), host);
      String revision = clone.fetch(request.ref(), request.revision(), request.allRefs());
      return new GitCommit(request, clone.repository(), revision, host);
    }
    GitRepository repository = new GitRepository(local);
    String wanted = request.revision() == null ? request.ref() : request.revision();
    String revision = repository.resolve(wanted == null ? "HEAD" : wanted);
    if (revision == null) {
      throw new EvalError("Git repository '" + local + "' has no commit '" + wanted + "'");
    }
    return new GitCommit(request, repository, revision, host);
  }

  /** Its files, with those of submodules if these are wanted. */
  MemoryTree tree() throws IOException {
    ArchiveTree tree = new ArchiveTree(request.url());
    addTo(tree, "", 0);
    return tree.all();
  }

  private void addTo(ArchiveTree tree, String prefix, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new EvalError("submodules of '" + request.url() + "' are nested too deeply");
    }
    List<GitRepository.Entry> files = new ArrayList<>();
    for (GitRepository.Entry entry : exported(repository.entries(revision))) {
      if (entry.isSubmodule()) {
        tree.directory(prefix + entry.path());
        if (request.submodules()) {
          addSubmodule(entry, tree, prefix, depth);
        }
      } else {
        files.add(entry);
      }
    }
    repository.read(files, (entry, content) -> add(tree, prefix + entry.path(), entry, content));
  }

  private static void add(ArchiveTree tree, String path, GitRepository.Entry entry, byte[] content)
      throws IOException {
    if (entry.mode().equals("120000")) {
      tree.symlink(path, Latin1.string(content));
    } else {
      tree.file(path, entry.mode().equals("100755"), content);
    }
  }

  /** Those that may be exported, in no directory that may not. */
  private List<GitRepository.Entry> exported(List<GitRepository.Entry> entries) throws IOException {
    boolean attributes =
        entries.stream().anyMatch(entry -> ("/" + entry.path()).endsWith("/.gitattributes"));
    if (!request.exportIgnore() || !attributes) {
      return entries;
    }
    Set<String> all = GitTree.withFolders(entries.stream().map(GitRepository.Entry::path).toList());
    Set<String> not = repository.unexported(all, revision);
    List<GitRepository.Entry> exported = new ArrayList<>(entries);
    exported.removeIf(entry -> {
      Set<String> way = new HashSet<>(GitTree.withFolders(List.of(entry.path())));
      way.retainAll(not);
      return !way.isEmpty();
    });
    return exported;
  }

  /** One that {@code .gitmodules} does not know stays an empty directory. */
  private void addSubmodule(GitRepository.Entry entry, ArchiveTree tree, String prefix, int depth)
      throws IOException {
    SortedMap<String, String> known = repository.submodules(revision);
    String name = name(known, entry.path());
    String url = name == null ? null : known.get(name + "url");
    if (url != null) {
      GitRequest its = request.submodule(absolute(url), known.get(name + "branch"), entry.object());
      find(its, host).addTo(tree, prefix + entry.path() + "/", depth + 1);
    }
  }

  private static @Nullable String name(Map<String, String> known, String path) {
    for (Map.Entry<String, String> each : known.entrySet()) {
      if (each.getKey().endsWith(".path") && each.getValue().equals(path)) {
        return each.getKey().substring(0, each.getKey().length() - "path".length());
      }
    }
    return null;
  }

  /** What a URL means that may be relative to where the repository was cloned from. */
  private String absolute(String url) throws IOException {
    if (!url.startsWith("./") && !url.startsWith("../")) {
      return url.startsWith("/") ? "file://" + url : url;
    }
    String base = repository.origin();
    String rest = url;
    while (rest.startsWith("./") || rest.startsWith("../")) {
      if (rest.startsWith("../")) {
        base = base.substring(0, Math.max(0, base.lastIndexOf('/')));
      }
      rest = rest.substring(rest.indexOf('/') + 1);
    }
    return absolute(base + "/" + rest);
  }
}
