package dev.firn.realise.fetch;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.sys.BytePaths;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.flake.InputAttribute;
import dev.firn.lang.host.Host;
import dev.firn.realise.instantiate.EvaluationStore;
import dev.firn.store.TreeAddress;
import dev.firn.store.nar.DiskTree;
import dev.firn.store.nar.FileTree;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Fetches repositories of Git: a commit, or the tracked files that are checked out on this machine. */
final class GitTree {
  private static final int SHORT_REVISION = 7;

  private final SortedMap<String, InputAttribute> input;
  private final String shown;
  private final GitRequest request;
  private final EvaluationStore store;
  private final Host host;
  private final SortedMap<String, InputAttribute> facts;

  private GitTree(
      SortedMap<String, InputAttribute> input, String shown, EvaluationStore store, Host host) {
    this.input = input;
    this.shown = shown;
    this.request = GitRequest.of(input);
    this.store = store;
    this.host = host;
    this.facts = new TreeMap<>(input);
  }

  /**
   * Fetches.
   *
   * @param input what the program asked for
   * @param url the same, for messages
   */
  static FetchedTree fetch(
      SortedMap<String, InputAttribute> input, String url, EvaluationStore store, Host host)
      throws IOException {
    if (GitRequest.flag(input, "lfs") || GitRequest.flag(input, "verifyCommit")) {
      throw new EvalError(
          "cannot fetch '" + url + "': large files and signatures of Git are not supported yet");
    }
    return new GitTree(input, url, store, host).fetched();
  }

  private FetchedTree fetched() throws IOException {
    Path local = request.local(host);
    if (local != null && request.ref() == null && request.revision() == null) {
      return checkedOut(local);
    }
    GitCommit commit = GitCommit.find(request, host);
    describe(commit.repository(), commit.revision());
    return added(commit.tree(), TreeFilter.ALL);
  }

  private void describe(GitRepository repository, String revision) throws IOException {
    facts.put("rev", new InputAttribute.Text(revision));
    boolean none = revision.equals(FetchedTree.NO_REVISION);
    if (!request.shallow() && !facts.containsKey("revCount") && (none || !repository.isShallow())) {
      facts.put("revCount", new InputAttribute.Number(none ? 0 : repository.count(revision)));
    }
    lastModified(none ? 0 : repository.time(revision));
  }

  private void lastModified(long seconds) {
    facts.putIfAbsent("lastModified", new InputAttribute.Number(seconds));
  }

  private FetchedTree checkedOut(Path directory) throws IOException {
    GitRepository repository = new GitRepository(directory);
    String head = repository.head();
    if (!repository.isDirty(request.submodules())) {
      describe(repository, head == null ? FetchedTree.NO_REVISION : head);
    } else {
      host.warn("Git tree '" + BytePaths.bytes(directory) + "' is dirty");
      if (head != null) {
        facts.put("dirtyRev", new InputAttribute.Text(head + "-dirty"));
        facts.put(
            "dirtyShortRev", new InputAttribute.Text(head.substring(0, SHORT_REVISION) + "-dirty"));
      }
      lastModified(head == null ? 0 : repository.time(head));
    }
    Set<String> taken = withFolders(repository.tracked(request.submodules()));
    if (request.exportIgnore()) {
      taken.removeAll(repository.unexported(taken, null));
    }
    return added(new DiskTree(directory), (below, kind) -> taken.contains(below.substring(1)));
  }

  /** Files, and the directories that they are in. */
  static Set<String> withFolders(Collection<String> files) {
    Set<String> all = new HashSet<>(files);
    for (String file : files) {
      for (int slash = file.lastIndexOf('/');
          slash > 0 && all.add(file.substring(0, slash));
          slash = file.lastIndexOf('/', slash - 1)) {
        // The condition adds it.
      }
    }
    return all;
  }

  private FetchedTree added(FileTree tree, TreeFilter filter) throws IOException {
    Hash hash = TreeAddress.of(tree, filter, ContentAddressMethod.NAR, HashAlgorithm.SHA256).hash();
    Hash expected =
        input.get("narHash") instanceof InputAttribute.Text(String text)
            ? Hash.parseSri(text)
            : null;
    FetchedTree.check(shown, expected, hash);
    String name = input.get("name") instanceof InputAttribute.Text(String given) ? given : "source";
    StorePath path =
        store.addTree(
            name,
            tree,
            filter,
            ContentAddressMethod.NAR,
            Collections.emptySortedSet(),
            Runnable::run);
    return new FetchedTree(path, hash, facts);
  }
}
