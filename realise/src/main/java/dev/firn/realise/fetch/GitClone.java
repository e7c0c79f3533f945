package dev.firn.realise.fetch;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.hash.HashFormat;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.host.Host;
import dev.firn.store.local.PathLocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The repository in the user's cache that has what was fetched from a far one. Nix keeps it in the same place, so what one of them
 * fetched serves the other.
 */
final class GitClone {
  private final String url;
  private final boolean shallow;
  private final Host host;
  private final Path directory;
  private final GitProgram git;
  private final GitRepository repository;

  /**
   * The clone of a repository; nothing is done yet.
   *
   * @param shallow whether commits come without those before them
   */
  GitClone(String url, boolean shallow, Host host) {
    this.url = url;
    this.shallow = shallow;
    this.host = host;
    String name =
        Hash.digest(HashAlgorithm.SHA256, Latin1.bytes(url)).format(HashFormat.NIX32)
            + (shallow ? "-shallow" : "");
    this.directory = BytePaths.of(cache(host) + "/nix/gitv3/" + name);
    this.git = new GitProgram(directory);
    this.repository = new GitRepository(directory);
  }

  private static String cache(Host host) {
    String given = host.environment("XDG_CACHE_HOME");
    String home = host.home();
    if (given != null && !given.isEmpty()) {
      return given;
    }
    if (home == null) {
      throw new EvalError("there is no home directory to keep Git repositories in");
    }
    return home + "/.cache";
  }

  /** The clone. */
  GitRepository repository() {
    return repository;
  }

  /**
   * Sees to it that a commit is there, and gives it.
   *
   * @param ref the branch or tag; null for the one that is checked out there
   * @param revision the commit; null for the last one of that branch
   * @param all whether everything is fetched
   */
  String fetch(@Nullable String ref, @Nullable String revision, boolean all) throws IOException {
    Files.createDirectories(directory);
    try (PathLocks _ = PathLocks.lock(List.of(directory))) {
      if (!Files.exists(directory.resolve("HEAD"))) {
        git.line("init", "-q", "--bare");
      }
      git.line("config", "remote.origin.url", url);
      return revision == null ? latest(ref, all) : exactly(revision, all);
    }
  }

  private String exactly(String revision, boolean all) throws IOException {
    if (!repository.has(revision)) {
      try {
        fetch(all ? "refs/*:refs/*" : revision);
      } catch (EvalError refused) {
        // Servers need not give every commit: then the branches may have it.
        if (all) {
          throw refused;
        }
        fetch("refs/*:refs/*");
      }
    }
    if (!repository.has(revision)) {
      throw new EvalError(
          "Cannot find Git revision '"
              + revision
              + "' of repository '"
              + url
              + "'! Please make sure that the rev exists on the ref you've specified or add"
              + " allRefs = true; to fetchGit.");
    }
    return revision;
  }

  private String latest(@Nullable String given, boolean all) throws IOException {
    String ref = given == null || given.equals("HEAD") ? head() : fullName(given);
    String before = repository.resolve(ref);
    try {
      fetch(all ? "refs/*:refs/*" : ref + ":" + ref);
      if (given == null) {
        git.line("symbolic-ref", "HEAD", ref);
      }
    } catch (EvalError failed) {
      if (before == null) {
        throw failed;
      }
      host.warn(
          "could not update local clone of Git repository '"
              + url
              + "'; continuing with the most recent version");
    }
    String revision = repository.resolve(ref);
    if (revision == null) {
      throw new EvalError("Git repository '" + url + "' has no reference '" + ref + "'");
    }
    return revision;
  }

  private static String fullName(String ref) {
    return ref.startsWith("refs/") ? ref : "refs/heads/" + ref;
  }

  /** The branch that is checked out there, or was when it was asked last. */
  private String head() throws IOException {
    String answer = git.lineOrNull("ls-remote", "--symref", "--", url, "HEAD");
    if (answer != null && answer.startsWith("ref: ") && answer.indexOf('\t') > 0) {
      return answer.substring("ref: ".length(), answer.indexOf('\t'));
    }
    String known = repository.branch();
    return known == null ? "refs/heads/master" : known;
  }

  private void fetch(String what) throws IOException {
    host.dependsOnMore();
    if (shallow) {
      git.line("fetch", "--quiet", "--force", "--no-tags", "--depth", "1", "--", url, what);
    } else {
      git.line("fetch", "--quiet", "--force", "--no-tags", "--", url, what);
    }
  }
}
