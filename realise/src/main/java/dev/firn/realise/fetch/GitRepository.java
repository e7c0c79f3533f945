package dev.firn.realise.fetch;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import dev.firn.lang.error.EvalError;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a repository of Git on this machine has. */
final class GitRepository {
  private static final Pattern NUL = Pattern.compile("\0");

  private final Path directory;
  private final GitProgram git;

  /** The repository in a directory. */
  GitRepository(Path directory) {
    this.directory = directory;
    this.git = new GitProgram(directory);
  }

  /**
   * A file of a commit.
   *
   * @param mode {@code 100644}, {@code 100755}, {@code 120000} for links, {@code 160000} for submodules
   * @param object its content, or the commit of a submodule
   * @param path below the top, without a slash before it
   */
  record Entry(String mode, String object, String path) {
    boolean isSubmodule() {
      return mode.equals("160000");
    }
  }

  /** Takes files with their contents. */
  @FunctionalInterface
  interface Contents {
    /** Takes one. */
    void take(Entry entry, byte[] content) throws IOException;
  }

  /** The commit that is checked out; null if there is none yet. */
  @Nullable String head() throws IOException {
    return git.lineOrNull("rev-parse", "--verify", "-q", "HEAD^{commit}");
  }

  /** The full name of the branch that is checked out; null if none is. */
  @Nullable String branch() throws IOException {
    return git.lineOrNull("symbolic-ref", "-q", "HEAD");
  }

  /** The commit that a branch or a tag means; null if there is no such thing. */
  @Nullable String resolve(String ref) throws IOException {
    return git.lineOrNull("rev-parse", "--verify", "-q", ref + "^{commit}");
  }

  /** Whether a commit is there. */
  boolean has(String revision) throws IOException {
    return git.lineOrNull("cat-file", "-e", revision + "^{commit}") != null;
  }

  /** When a commit was made, in seconds after the epoch. */
  long time(String revision) throws IOException {
    return Long.parseLong(
        git.line("log", "-1", "--no-show-signature", "--format=%ct", revision, "--"));
  }

  /** How many commits led to one. */
  long count(String revision) throws IOException {
    return Long.parseLong(git.line("rev-list", "--count", revision, "--"));
  }

  /** Whether earlier commits are missing. */
  boolean isShallow() throws IOException {
    return git.line("rev-parse", "--is-shallow-repository").equals("true");
  }

  /** Where it was cloned from; the repository itself if it was not. */
  String origin() throws IOException {
    String origin = git.lineOrNull("config", "--get", "remote.origin.url");
    return origin == null ? BytePaths.bytes(directory) : origin;
  }

  /** Whether tracked files are not as they were committed. */
  boolean isDirty(boolean submodules) throws IOException {
    return !git.line(
            "status",
            "--porcelain",
            "--untracked-files=no",
            "--ignore-submodules=" + (submodules ? "untracked" : "all"))
        .isEmpty();
  }

  /** The tracked files that are checked out. */
  List<String> tracked(boolean submodules) throws IOException {
    String list =
        submodules
            ? git.text(new byte[0], Map.of(), "ls-files", "-z", "--recurse-submodules")
            : git.text(new byte[0], Map.of(), "ls-files", "-z");
    List<String> files = new ArrayList<>(words(list));
    files.removeIf(file -> !isFile(directory.resolve(BytePaths.of(file))));
    return files;
  }

  private static boolean isFile(Path file) {
    return Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)
        || Files.isSymbolicLink(file);
  }

  private static List<String> words(String list) {
    return list.isEmpty() ? List.of() : List.of(NUL.split(list));
  }

  /** All files of a commit. */
  List<Entry> entries(String revision) throws IOException {
    List<Entry> entries = new ArrayList<>();
    String list = git.text(new byte[0], Map.of(), "ls-tree", "-r", "-z", "--full-tree", revision);
    for (String line : words(list)) {
      int tab = line.indexOf('\t');
      String[] facts = line.substring(0, tab).split(" ");
      entries.add(new Entry(facts[0], facts[2], line.substring(tab + 1)));
    }
    return entries;
  }

  /** Reads the contents of files that are no submodules. */
  void read(List<Entry> entries, Contents contents) throws IOException {
    StringBuilder objects = new StringBuilder();
    entries.forEach(entry -> objects.append(entry.object()).append('\n'));
    git.run(
        Latin1.bytes(objects.toString()),
        Map.of(),
        output -> {
          DataInputStream stream = new DataInputStream(new java.io.BufferedInputStream(output));
          for (Entry entry : entries) {
            contents.take(entry, content(stream));
          }
          return true;
        },
        "cat-file",
        "--batch");
  }

  /** A line {@code OBJECT blob SIZE}, that many bytes, and the end of a line. */
  private static byte[] content(DataInputStream stream) throws IOException {
    String line = line(stream);
    String[] facts = line.split(" ");
    if (facts.length != 3 || !facts[1].equals("blob")) {
      throw new EvalError("a file of a Git repository is missing: " + line);
    }
    byte[] content = new byte[Integer.parseInt(facts[2])];
    stream.readFully(content);
    stream.readByte();
    return content;
  }

  private static String line(InputStream stream) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = stream.read(); c != '\n'; c = stream.read()) {
      if (c < 0) {
        throw new EOFException("program 'git' ended too early");
      }
      line.append((char) c);
    }
    return line.toString();
  }

  /**
   * Those of some files and directories that shall not be exported, as {@code .gitattributes} say.
   *
   * @param revision the commit whose attributes count; null for those of the files that are checked out
   */
  Set<String> unexported(Collection<String> paths, @Nullable String revision) throws IOException {
    byte[] input = Latin1.bytes(String.join("\0", paths) + "\0");
    if (revision == null) {
      return unexported(git.text(input, Map.of(), "check-attr", "-z", "--stdin", "export-ignore"));
    }
    Path folder = Files.createTempDirectory("firn");
    Path index = folder.resolve("index");
    try {
      Map<String, String> variables = Map.of("GIT_INDEX_FILE", index.toString());
      git.text(new byte[0], variables, "read-tree", revision);
      return unexported(
          git.text(input, variables, "check-attr", "--cached", "-z", "--stdin", "export-ignore"));
    } finally {
      Files.deleteIfExists(index);
      Files.deleteIfExists(folder);
    }
  }

  /** From triples of a path, the name of the attribute, and its value. */
  private static Set<String> unexported(String answer) {
    Set<String> unexported = new HashSet<>();
    List<String> words = words(answer);
    for (int i = 0; i + 2 < words.size(); i += 3) {
      if (words.get(i + 2).equals("set")) {
        unexported.add(words.get(i));
      }
    }
    return unexported;
  }

  /** What {@code .gitmodules} of a commit says, by keys such as {@code submodule.NAME.url}. */
  SortedMap<String, String> submodules(String revision) throws IOException {
    SortedMap<String, String> values = new TreeMap<>();
    String blob = revision + ":.gitmodules";
    if (git.lineOrNull("cat-file", "-e", blob) != null) {
      for (String entry :
          words(git.text(new byte[0], Map.of(), "config", "-z", "--blob", blob, "--list"))) {
        int end = entry.indexOf('\n');
        values.put(end < 0 ? entry : entry.substring(0, end), entry.substring(end + 1));
      }
    }
    return values;
  }
}
