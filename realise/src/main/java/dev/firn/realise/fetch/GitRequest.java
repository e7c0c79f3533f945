package dev.firn.realise.fetch;

import dev.firn.base.sys.BytePaths;
import dev.firn.lang.flake.InputAttribute;
import dev.firn.lang.host.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of a repository of Git.
 *
 * @param url where it is
 * @param ref a branch or a tag; null for what is checked out there
 * @param revision a commit; null for the last one
 * @param shallow whether commits before it are of no interest
 * @param submodules whether repositories within it are wanted too
 * @param exportIgnore whether what {@code .gitattributes} say is left out
 * @param allRefs whether everything may be fetched to find the commit
 */
record GitRequest(
    String url,
    @Nullable String ref,
    @Nullable String revision,
    boolean shallow,
    boolean submodules,
    boolean exportIgnore,
    boolean allRefs) {
  /** What the attributes of an input say. */
  static GitRequest of(Map<String, InputAttribute> input) {
    String url = text(input, "url");
    return new GitRequest(
        url == null ? "" : url,
        text(input, "ref"),
        text(input, "rev"),
        flag(input, "shallow"),
        flag(input, "submodules"),
        flag(input, "exportIgnore"),
        flag(input, "allRefs"));
  }

  private static @Nullable String text(Map<String, InputAttribute> input, String name) {
    return input.get(name) instanceof InputAttribute.Text(String text) ? text : null;
  }

  /** Whether an input says that something is so. */
  static boolean flag(Map<String, InputAttribute> input, String name) {
    return input.get(name) instanceof InputAttribute.Flag(boolean is) && is;
  }

  /** The same about a submodule. */
  GitRequest submodule(String itsUrl, @Nullable String branch, String commit) {
    String itsRef = ".".equals(branch) ? ref : branch;
    return new GitRequest(itsUrl, itsRef, commit, false, true, exportIgnore, true);
  }

  /** The directory of a repository of this machine that has its files checked out; null if it is another one. */
  @Nullable Path local(Host host) {
    String path = Downloads.localFile(url);
    if (path == null || "1".equals(host.environment("_NIX_FORCE_HTTP"))) {
      return null;
    }
    Path directory = BytePaths.of(path);
    return Files.exists(directory.resolve(".git")) || !Files.exists(directory) ? directory : null;
  }
}
