package dev.firn.base.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A part of a file as a stream. Several may read one file at once. */
final class FilePart extends InputStream {
  private final FileChannel channel;
  private final long end;
  private long position;

  FilePart(FileChannel channel, long offset, long size) {
    this.channel = channel;
    this.position = offset;
    this.end = offset + size;
  }

  @Override
  public int read() throws IOException {
    byte[] single = new byte[1];
    return read(single, 0, 1) < 0 ? -1 : single[0] & 255;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (position >= end) {
      return -1;
    }
    int count = (int) Math.min(length, end - position);
    int read = channel.read(ByteBuffer.wrap(bytes, offset, count), position);
    position += Math.max(read, 0);
    return read;
  }
}
