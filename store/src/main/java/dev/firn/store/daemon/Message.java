package dev.firn.store.daemon;

/** The words that begin the messages of a server while it works. */
final class Message {
  /** A line of text. */
  static final long NEXT = 0x6f6c6d67;

  /** The server wants bytes. */
  static final long READ = 0x64617461;

  /** Bytes. */
  static final long WRITE = 0x64617416;

  /** The work is done; the result follows. */
  static final long LAST = 0x616c7473;

  /** The work failed. */
  static final long ERROR = 0x63787470;

  /** An activity begins. */
  static final long START_ACTIVITY = 0x53545254;

  /** An activity ended. */
  static final long STOP_ACTIVITY = 0x53544f50;

  /** An activity tells something. */
  static final long RESULT = 0x52534c54;

  /** The most fields, and the most traces, that are read. */
  static final int MOST_PARTS = 10_000;

  private Message() {}
}
