package dev.firn.base.http;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How requests are made.
 *
 * @param retries when what failed is tried again
 * @param limits how long and how much
 * @param http2 whether to talk HTTP/2 with servers that can
 * @param userAgent what is told about us
 * @param authorizer what adds credentials
 * @param certificates the certificates to trust instead of Java's, in PEM; null for Java's
 */
public record HttpOptions(
    Retries retries,
    Limits limits,
    boolean http2,
    String userAgent,
    Authorizer authorizer,
    @Nullable Path certificates) {
  /** As Nix does it by default. */
  public static final HttpOptions DEFAULT =
      new HttpOptions(Retries.DEFAULT, Limits.DEFAULT, true, "firn", Authorizer.NONE, null);

  /** The same with other credentials. */
  public HttpOptions withAuthorizer(Authorizer other) {
    return new HttpOptions(retries, limits, http2, userAgent, other, certificates);
  }

  /** The same with other attempts. */
  public HttpOptions withRetries(Retries other) {
    return new HttpOptions(other, limits, http2, userAgent, authorizer, certificates);
  }

  /** The same with other limits. */
  public HttpOptions withLimits(Limits other) {
    return new HttpOptions(retries, other, http2, userAgent, authorizer, certificates);
  }

  /** The same with or without HTTP/2. */
  public HttpOptions withHttp2(boolean allowed) {
    return new HttpOptions(retries, limits, allowed, userAgent, authorizer, certificates);
  }
}
