package dev.firn.base.activity;

import org.jspecify.annotations.Nullable;

/** What an activity may tell while it goes on; the numbers are those of Nix's protocols and of its JSON log. */
public enum ResultType {
  /** A file became a link to an equal one. Fields: bytes saved, blocks saved. */
  FILE_LINKED(100),
  /** A builder printed a line. Fields: the line, without its end. */
  BUILD_LOG_LINE(101),
  /** A path that nobody vouches for was found. Fields: path. */
  UNTRUSTED_PATH(102),
  /** A path whose content is wrong was found. Fields: path. */
  CORRUPTED_PATH(103),
  /** A build entered a phase. Fields: its name. */
  SET_PHASE(104),
  /** How far it is. Fields: done, expected, running, failed. */
  PROGRESS(105),
  /** How much of another type is expected. Fields: code of the activity type, amount. */
  SET_EXPECTED(106),
  /** The program that is told of finished builds printed a line. Fields: the line. */
  POST_BUILD_LOG_LINE(107),
  /** What is being fetched. Fields: text. */
  FETCH_STATUS(108),
  /** How far putting something into the store is. Fields: bytes done, bytes expected. */
  FETCH_TO_STORE(109);

  private static final ResultType[] ALL = values();

  private final int code;

  ResultType(int code) {
    this.code = code;
  }

  /** The number that stands for it. */
  public int code() {
    return code;
  }

  /** The type that a number stands for; null if none. */
  public static @Nullable ResultType of(long code) {
    for (ResultType type : ALL) {
      if (type.code == code) {
        return type;
      }
    }
    return null;
  }
}
