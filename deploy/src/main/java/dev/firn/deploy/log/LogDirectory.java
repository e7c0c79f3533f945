package dev.firn.deploy.log;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The directory that holds the files of one event log. No change is durable before its sync, and what was not synced may be lost in part
 * and in any order. For one thread.
 */
public interface LogDirectory {
  /** The content of a file; null if it is not there. */
  byte @Nullable [] read(String name) throws IOException;

  /** Adds bytes to the end of a file, which is made if it is not there. A failure may leave a part of them. */
  void append(String name, byte[] bytes) throws IOException;

  /** Cuts a file, so that it has so many bytes. */
  void truncate(String name, long length) throws IOException;

  /** Waits until the content of a file is durable. */
  void sync(String name) throws IOException;

  /** Gives a file another name in one step; a file of that name is replaced. */
  void rename(String from, String to) throws IOException;

  /** Deletes a file if it is there. */
  void delete(String name) throws IOException;

  /** Waits until the names in the directory are durable. */
  void syncNames() throws IOException;
}
