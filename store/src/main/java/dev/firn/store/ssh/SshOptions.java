package dev.firn.store.ssh;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to connect.
 *
 * @param key the file of the key to show; null for as {@code ssh} thinks right
 * @param hostKey the public key of the machine: kind and key, as in files of known hosts; null if {@code ssh} knows it
 * @param compress whether to compress what is sent
 * @param more options that the user wants to give to {@code ssh}, a word each
 */
public record SshOptions(
    @Nullable String key, @Nullable String hostKey, boolean compress, List<String> more) {
  /** As {@code ssh} thinks right. */
  public static final SshOptions USUAL = new SshOptions(null, null, false, List.of());

  /** Copies the list. */
  public SshOptions {
    more = List.copyOf(more);
  }
}
