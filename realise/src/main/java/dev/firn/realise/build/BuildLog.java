package dev.firn.realise.build;

/** Is told what happens in one build. Methods are called by one thread at a time. */
public interface BuildLog {
  /** Tells nobody. */
  BuildLog NONE = new BuildLog() {};

  /**
   * The build waits.
   *
   * @param what for what, such as {@code waiting for lock on '/nix/store/...'}
   */
  default void waiting(String what) {}

  /**
   * The builder is being started. Not called if outputs turn out to be there.
   *
   * @param what what happens, such as {@code building '/nix/store/....drv'}
   */
  default void started(String what) {}

  /** The builder wrote some bytes. They are any bytes, and end anywhere. The array is used again afterwards. */
  default void output(byte[] bytes, int offset, int length) {}

  /** The builder ended, and wrote all that it will write. */
  default void ended() {}

  /** The hook that runs after builds wrote some bytes. The array is used again afterwards. */
  default void hookOutput(byte[] bytes, int offset, int length) {}

  /** Something that people should know, such as where a failed build was kept. Without {@code note:} or {@code warning:} before it. */
  default void note(String message) {}

  /** Something that people should worry about, without {@code warning:} before it. */
  default void warn(String message) {}
}
