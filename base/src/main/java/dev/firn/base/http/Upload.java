package dev.firn.base.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What is sent to a server. */
public sealed interface Upload {
  /** The type of the content. */
  String mimeType();

  /** The content from its beginning; the caller closes it. */
  InputStream open() throws IOException;

  /** Bytes. */
  record Bytes(byte[] content, String mimeType) implements Upload {
    @Override
    public InputStream open() {
      return new ByteArrayInputStream(content);
    }
  }

  /**
   * What can be read several times: it is, for each attempt.
   *
   * @param length the number of its bytes, at least one
   */
  record Readable(Source source, long length, String mimeType) implements Upload {
    @Override
    public InputStream open() throws IOException {
      return source.open();
    }
  }

  /** Opens a content from its beginning. */
  @FunctionalInterface
  interface Source {
    /** The content; the caller closes it. */
    InputStream open() throws IOException;
  }
}
