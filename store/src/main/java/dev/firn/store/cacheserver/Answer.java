package dev.firn.store.cacheserver;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What is answered to a request.
 *
 * @param status the status of HTTP
 * @param type the type of the content
 * @param length the length of the content; -1 if it is not known before it is written
 * @param tag names the content: the same name, the same content; null if nobody may rely on that
 * @param content writes the content, all of it or a part
 */
public record Answer(int status, String type, long length, @Nullable String tag, Content content) {
  /** The type of texts for people. */
  static final String TEXT = "text/plain; charset=utf-8";

  /** Writes content. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it. */
    void writeTo(OutputStream target) throws IOException;
  }

  /** Some bytes. */
  static Answer of(String type, byte[] content) {
    return new Answer(200, type, content.length, null, target -> target.write(content));
  }

  /** A status and what it means, for people. */
  static Answer problem(int status, String text) {
    byte[] content = (text + "\n").getBytes(StandardCharsets.UTF_8);
    return new Answer(status, TEXT, content.length, null, target -> target.write(content));
  }

  /** Whether parts of it can be given. */
  public boolean hasParts() {
    return status == 200 && length >= 0;
  }
}
