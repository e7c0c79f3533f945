package dev.firn.store.daemon;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Bytes that a client of an old version sends piece by piece, when it is asked for them. */
final class AskedInput extends InputStream {
  private static final int PIECE = 1 << 15;

  private final ServerChannel channel;
  private String piece = "";
  private int used;

  AskedInput(ServerChannel channel) {
    this.channel = channel;
  }

  @Override
  public int read() throws IOException {
    fill();
    return piece.charAt(used++);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    fill();
    int count = Math.min(length, piece.length() - used);
    for (int i = 0; i < count; i++) {
      target[offset + i] = (byte) piece.charAt(used++);
    }
    return count;
  }

  private void fill() throws IOException {
    if (used < piece.length()) {
      return;
    }
    channel.sink().ask(PIECE);
    piece = channel.reader().string(PIECE);
    used = 0;
    if (piece.isEmpty()) {
      throw new EOFException("unexpected end-of-file");
    }
  }
}
