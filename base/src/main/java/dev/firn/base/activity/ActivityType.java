package dev.firn.base.activity;

import org.jspecify.annotations.Nullable;

/** What kinds of things are done; the numbers are those of Nix's protocols and of its JSON log. */
public enum ActivityType {
  /** Something else. */
  UNKNOWN(0),
  /** A path is copied from one store to another. Fields: path, from, to. */
  COPY_PATH(100),
  /** A file is transferred. Fields: URL. */
  FILE_TRANSFER(101),
  /** Paths are realised. */
  REALISE(102),
  /** Paths are copied; each has an activity of its own. */
  COPY_PATHS(103),
  /** Derivations are built; each has an activity of its own. */
  BUILDS(104),
  /** A derivation is built. Fields: path of the derivation, machine, current round, rounds. */
  BUILD(105),
  /** Equal files are made one. */
  OPTIMISE_STORE(106),
  /** Content is compared with what it should be. */
  VERIFY_PATHS(107),
  /** A path is substituted. Fields: path, URI of the substituter. */
  SUBSTITUTE(108),
  /** A store is asked about a path. Fields: path, URI of the store. */
  QUERY_PATH_INFO(109),
  /** The program that is told of finished builds runs. Fields: path of the derivation. */
  POST_BUILD_HOOK(110),
  /** A build waits. */
  BUILD_WAITING(111),
  /** A tree is fetched. */
  FETCH_TREE(112),
  /** A tree is put into the store. */
  FETCH_TO_STORE(113);

  private static final ActivityType[] ALL = values();

  private final int code;

  ActivityType(int code) {
    this.code = code;
  }

  /** The number that stands for it. */
  public int code() {
    return code;
  }

  /** The type that a number stands for; null if none. */
  public static @Nullable ActivityType of(long code) {
    for (ActivityType type : ALL) {
      if (type.code == code) {
        return type;
      }
    }
    return null;
  }
}
