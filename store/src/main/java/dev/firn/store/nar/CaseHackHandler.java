package dev.firn.store.nar;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Hands an archive on with a suffix at names that differ from an earlier one in the same directory by the case of letters alone, so that a
 * disk can hold them that does not tell these apart. {@link CaseHackTree} takes the suffixes away.
 */
public final class CaseHackHandler implements NarHandler {
  /** Nix's: a number follows. */
  static final String SUFFIX = "~nix~case~hack~";

  /**
   * A directory that has begun and not ended.
   *
   * @param path its new path
   * @param names the new names in it, with how many others were told apart from each
   */
  private record Open(String path, NavigableMap<String, Integer> names) {}

  private final NarHandler target;
  private final Deque<Open> open = new ArrayDeque<>();
  private String file = "";

  /** Hands it to that one. */
  public CaseHackHandler(NarHandler target) {
    this.target = target;
  }

  /** The new path of what begins now. */
  private String place(String path) throws NarException {
    if (path.isEmpty()) {
      return path;
    }
    Open directory = Objects.requireNonNull(open.peek());
    String name = path.substring(path.lastIndexOf('/') + 1);
    return directory.path() + "/" + distinct(name, directory.names());
  }

  private static String distinct(String name, NavigableMap<String, Integer> names)
      throws NarException {
    Integer others = names.putIfAbsent(name, 0);
    if (others == null) {
      return name;
    }
    names.put(name, others + 1);
    String made = name + SUFFIX + (others + 1);
    if (names.containsKey(made)) {
      throw new NarException(
          "NAR contains file name '"
              + name
              + "' that collides with case-hacked file name '"
              + names.floorKey(made)
              + "'");
    }
    return made;
  }

  @Override
  public void startDirectory(String path) throws IOException {
    String place = place(path);
    open.push(new Open(place, new TreeMap<>(String.CASE_INSENSITIVE_ORDER)));
    target.startDirectory(place);
  }

  @Override
  public void endDirectory(String path) throws IOException {
    target.endDirectory(open.pop().path());
  }

  @Override
  public void symlink(String path, String link) throws IOException {
    target.symlink(place(path), link);
  }

  @Override
  public void startFile(String path, boolean executable, long size) throws IOException {
    file = place(path);
    target.startFile(file, executable, size);
  }

  @Override
  public void content(byte[] bytes, int offset, int length) throws IOException {
    target.content(bytes, offset, length);
  }

  @Override
  public void endFile(String path) throws IOException {
    target.endFile(file);
  }
}
