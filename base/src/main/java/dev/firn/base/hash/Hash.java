package dev.firn.base.hash;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The result of a hash algorithm: the algorithm and its bytes. Immutable. */
public final class Hash implements Comparable<Hash> {
  private final HashAlgorithm algorithm;
  private final byte[] bytes;

  Hash(HashAlgorithm algorithm, byte[] bytes) {
    this.algorithm = algorithm;
    this.bytes = bytes;
  }

  /**
   * A hash of those bytes, which are copied.
   *
   * @throws IllegalArgumentException if their number is not the algorithm's
   */
  public static Hash of(HashAlgorithm algorithm, byte[] bytes) {
    if (bytes.length != algorithm.size()) {
      throw new IllegalArgumentException(bytes.length + " bytes are no " + algorithm + " hash");
    }
    return new Hash(algorithm, bytes.clone());
  }

  /** The hash whose bytes are all zero: it stands for a hash that is not known yet. */
  public static Hash zero(HashAlgorithm algorithm) {
    return new Hash(algorithm, new byte[algorithm.size()]);
  }

  /** The hash of an array. */
  public static Hash digest(HashAlgorithm algorithm, byte[] content) {
    return Digest.of(algorithm).update(content, 0, content.length).finish();
  }

  /** The hash of a byte string. */
  public static Hash digest(HashAlgorithm algorithm, String content) {
    return Digest.of(algorithm).update(content).finish();
  }

  /**
   * Reads any text form: {@code algo:} and then base 16, 32 or 64; {@code algo-base64}; or one of the bases alone. A
   * base is recognised by its length.
   *
   * @param expected the algorithm that the text must have, or that it has if it names none; may be null
   * @throws BadHashException with Nix's message
   */
  public static Hash parse(String text, @Nullable HashAlgorithm expected) {
    return HashParser.parse(text, expected).hash();
  }

  /** Like {@link #parse}, and tells the form. */
  public static Parsed parseWithFormat(String text, @Nullable HashAlgorithm expected) {
    return HashParser.parse(text, expected);
  }

  /**
   * Reads a text form that names its algorithm.
   *
   * @throws BadHashException with Nix's message
   */
  public static Hash parsePrefixed(String text) {
    return HashParser.parsePrefixed(text);
  }

  /**
   * Reads {@code algo-base64}.
   *
   * @throws BadHashException with Nix's message
   */
  public static Hash parseSri(String text) {
    return HashParser.parseSri(text);
  }

  /**
   * Reads one of the bases, without the name of the algorithm.
   *
   * @throws BadHashException with Nix's message
   */
  public static Hash parseUnprefixed(String text, HashAlgorithm algorithm) {
    return HashParser.parseUnprefixed(text, algorithm);
  }

  /** A hash together with the form that it was read from. */
  public record Parsed(Hash hash, HashFormat format) {}

  /** The algorithm. */
  public HashAlgorithm algorithm() {
    return algorithm;
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The text in that form; SRI names the algorithm, the bases do not. */
  public String format(HashFormat format) {
    if (format == HashFormat.BASE16) {
      return Base16.encode(bytes);
    }
    if (format == HashFormat.NIX32) {
      return Nix32.encode(bytes);
    }
    String base64 = NixBase64.encode(bytes);
    return format == HashFormat.SRI ? algorithm.text() + "-" + base64 : base64;
  }

  /** The text in that form with the name of the algorithm before it: {@code algo:base}, or SRI. */
  public String formatPrefixed(HashFormat format) {
    String text = format(format);
    return format == HashFormat.SRI ? text : algorithm.text() + ":" + text;
  }

  /** The lower-case hexadecimal digits. */
  public String base16() {
    return Base16.encode(bytes);
  }

  /** The Nix base-32 digits. */
  public String nix32() {
    return Nix32.encode(bytes);
  }

  /** The form {@code algo-base64}. */
  public String sri() {
    return format(HashFormat.SRI);
  }

  /** The bytes folded to a shorter length: byte {@code i} is combined by exclusive or into byte {@code i mod size}. */
  public byte[] compress(int size) {
    byte[] folded = new byte[size];
    for (int i = 0; i < bytes.length; i++) {
      folded[i % size] ^= bytes[i];
    }
    return folded;
  }

  /** Orders by length, then by bytes, then by algorithm. */
  @Override
  public int compareTo(Hash other) {
    int order = Integer.compare(bytes.length, other.bytes.length);
    if (order == 0) {
      order = Arrays.compareUnsigned(bytes, other.bytes);
    }
    return order != 0 ? order : algorithm.compareTo(other.algorithm);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Hash hash
        && algorithm == hash.algorithm
        && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The form {@code algo-base64}. */
  @Override
  public String toString() {
    return sri();
  }
}
