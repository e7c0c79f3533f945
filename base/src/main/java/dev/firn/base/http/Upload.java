package dev.firn.base.http;

import java.nio.file.Path;

/** What is sent to a server. */
public sealed interface Upload {
  /** The type of the content. */
  String mimeType();

  /** Bytes. */
  record Bytes(byte[] content, String mimeType) implements Upload {}

  /** A file, which is read again for each attempt. */
  record File(Path path, String mimeType) implements Upload {}
}
