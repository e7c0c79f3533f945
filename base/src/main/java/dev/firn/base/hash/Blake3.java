package dev.firn.base.hash;

import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * BLAKE3 without a key, 32 bytes of output.
 *
 * <p>The input is cut into chunks of 1,024 bytes, each a chain of blocks of 64. Chunks are the leaves of a binary tree
 * whose left subtrees are complete; the stack holds the chaining values of subtrees that wait for their right sibling.
 * From the specification, "BLAKE3: one function, fast everywhere" (O'Connor, Aumasson, Neves, Wilcox-O'Hearn).
 */
final class Blake3 extends Digest {
  private static final int BLOCK = 64;
  private static final int BLOCKS_IN_CHUNK = 16;
  private static final int CHUNK_START = 1;
  private static final int CHUNK_END = 2;
  private static final int PARENT = 4;
  private static final int ROOT = 8;

  private static final int[] IV = {
    0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19
  };
  private static final int[] PERMUTATION = {2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8};

  private final ArrayDeque<int[]> waiting = new ArrayDeque<>();
  private final byte[] block = new byte[BLOCK];
  private int blockLength;
  private int[] chaining = IV;
  private int blocksDone;
  private long chunk;

  Blake3() {
    super(HashAlgorithm.BLAKE3);
  }

  @Override
  void add(byte[] bytes, int offset, int length) {
    int end = offset + length;
    while (offset < end) {
      if (blockLength == BLOCK) {
        finishBlock();
      }
      int taken = Math.min(BLOCK - blockLength, end - offset);
      System.arraycopy(bytes, offset, block, blockLength, taken);
      blockLength += taken;
      offset += taken;
    }
  }

  /** Ends a full block of which it is known that more input follows. */
  private void finishBlock() {
    boolean lastInChunk = blocksDone == BLOCKS_IN_CHUNK - 1;
    chaining =
        compress(chaining, words(), chunk, BLOCK, startFlag() | (lastInChunk ? CHUNK_END : 0));
    blocksDone++;
    blockLength = 0;
    if (lastInChunk) {
      push(chaining);
      chaining = IV;
      blocksDone = 0;
    }
  }

  /** Adds a leaf: each low bit of the number of leaves that is zero now completes a subtree. */
  private void push(int[] value) {
    chunk++;
    for (long leaves = chunk; (leaves & 1) == 0; leaves >>= 1) {
      value = compress(IV, join(waiting.pop(), value), 0, BLOCK, PARENT);
    }
    waiting.push(value);
  }

  @Override
  byte[] result() {
    int[] input = chaining;
    int[] message = words();
    long counter = chunk;
    int length = blockLength;
    int flags = startFlag() | CHUNK_END;
    while (!waiting.isEmpty()) {
      message = join(waiting.pop(), compress(input, message, counter, length, flags));
      input = IV;
      counter = 0;
      length = BLOCK;
      flags = PARENT;
    }
    return bytes(compress(input, message, 0, length, flags | ROOT));
  }

  private int startFlag() {
    return blocksDone == 0 ? CHUNK_START : 0;
  }

  private int[] words() {
    Arrays.fill(block, blockLength, BLOCK, (byte) 0);
    int[] words = new int[16];
    for (int i = 0; i < BLOCK; i++) {
      words[i >> 2] |= (block[i] & 255) << (8 * (i & 3));
    }
    return words;
  }

  private static int[] join(int[] left, int[] right) {
    int[] message = new int[16];
    System.arraycopy(left, 0, message, 0, 8);
    System.arraycopy(right, 0, message, 8, 8);
    return message;
  }

  private static byte[] bytes(int[] words) {
    byte[] bytes = new byte[32];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (words[i >> 2] >> (8 * (i & 3)));
    }
    return bytes;
  }

  /** The compression function, cut to the eight words of a chaining value. */
  private static int[] compress(
      int[] chaining, int[] message, long counter, int length, int flags) {
    int[] v = new int[16];
    System.arraycopy(chaining, 0, v, 0, 8);
    System.arraycopy(IV, 0, v, 8, 4);
    v[12] = (int) counter;
    v[13] = (int) (counter >>> 32);
    v[14] = length;
    v[15] = flags;
    int[] m = message;
    for (int round = 0; round < 7; round++) {
      round(v, m);
      m = permute(m);
    }
    int[] result = new int[8];
    for (int i = 0; i < 8; i++) {
      result[i] = v[i] ^ v[i + 8];
    }
    return result;
  }

  private static void round(int[] v, int[] m) {
    for (int i = 0; i < 4; i++) {
      mix(v, i, 4 + i, 8 + i, 12 + i, m[2 * i], m[2 * i + 1]);
    }
    for (int i = 0; i < 4; i++) {
      mix(v, i, 4 + (i + 1 & 3), 8 + (i + 2 & 3), 12 + (i + 3 & 3), m[8 + 2 * i], m[9 + 2 * i]);
    }
  }

  private static void mix(int[] v, int a, int b, int c, int d, int x, int y) {
    v[a] += v[b] + x;
    v[d] = Integer.rotateRight(v[d] ^ v[a], 16);
    v[c] += v[d];
    v[b] = Integer.rotateRight(v[b] ^ v[c], 12);
    v[a] += v[b] + y;
    v[d] = Integer.rotateRight(v[d] ^ v[a], 8);
    v[c] += v[d];
    v[b] = Integer.rotateRight(v[b] ^ v[c], 7);
  }

  private static int[] permute(int[] m) {
    int[] permuted = new int[16];
    for (int i = 0; i < 16; i++) {
      permuted[i] = m[PERMUTATION[i]];
    }
    return permuted;
  }
}
