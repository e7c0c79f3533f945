package dev.firn.store.wire;

import java.io.IOException;
import java.io.InputStream;

/** A stream of bytes that {@link FrameOutput} cut into frames. */
public final class FrameInput extends SectionInput {
  private final WireReader lengths;
  private boolean ended;

  /** The frames that follow in that stream. */
  public FrameInput(WireReader lengths, InputStream source) {
    super(source, 0);
    this.lengths = lengths;
  }

  @Override
  long nextPiece() throws IOException {
    if (ended) {
      return 0;
    }
    long size = lengths.number();
    if (size < 0) {
      throw new WireException("frame is too long");
    }
    ended = size == 0;
    return size;
  }
}
