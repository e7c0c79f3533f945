package dev.firn.store.explain;

import dev.firn.base.hash.Hash;
import dev.firn.store.path.PathFingerprint;
import dev.firn.store.path.StorePath;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a store path is made of.
 *
 * @param path the path
 * @param fingerprint what its digits are the hash of; null if nobody knows
 * @param inner what the inner hash of the fingerprint is the hash of
 */
public record Explanation(StorePath path, @Nullable PathFingerprint fingerprint, Inner inner) {
  /** What an inner hash is the hash of. */
  public sealed interface Inner {}

  /** The content itself. */
  public record Content(What what) implements Inner {}

  /** What of a path is hashed. */
  public enum What {
    /** The bytes of the file. */
    FILE,
    /** The archive of the tree. */
    ARCHIVE,
    /** The archive of the tree, in which the digits of the path itself count as zero bytes, and where they are. */
    ARCHIVE_WITHOUT_SELF
  }

  /**
   * A text that holds another hash: that of the content, by some method and algorithm.
   *
   * @param text what is hashed
   */
  public record Fixed(String text) implements Inner {}

  /**
   * The derivation that the path is an output of, without the paths of its outputs, and modulo its inputs: each replaced by a hash.
   *
   * @param derivation its path
   * @param output the name of the output
   * @param text what is hashed
   * @param inputs what stands for its inputs; empty beyond the depth that was asked for
   */
  public record Built(StorePath derivation, String output, String text, List<Input> inputs)
      implements Inner {
    /** Copies the list. */
    public Built {
      inputs = List.copyOf(inputs);
    }
  }

  /** Nothing that the store knows of: it has no address by content, and its derivation is not there. */
  public record Unknown() implements Inner {}

  /**
   * What stands for an input derivation in the text of another one.
   *
   * @param derivation the path of the input
   * @param outputs which of its outputs are used
   * @param hash what stands for it
   * @param text what that is the hash of: a derivation modulo its inputs, with the paths of its outputs; or if the content is known, that
   *     and the path
   * @param inputs what stands for its own inputs in that text; empty beyond the depth that was asked for
   */
  public record Input(
      StorePath derivation, SortedSet<String> outputs, Hash hash, String text, List<Input> inputs) {
    /** Copies the list. */
    public Input {
      inputs = List.copyOf(inputs);
    }
  }
}
