package dev.firn.base.http;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How requests are made.
 *
 * @param attempts how often a request is tried, at least once
 * @param retryDelay how long to wait before the second attempt; each later one waits twice as long
 * @param connectTimeout how long a connection may take; zero for no limit
 * @param stallTimeout how long a server may send nothing; zero for no limit
 * @param http2 whether to talk HTTP/2 with servers that can
 * @param userAgent what is told about us
 * @param authorizer what adds credentials
 * @param certificates the certificates to trust instead of Java's, in PEM; null for Java's
 */
public record HttpOptions(
    int attempts,
    Duration retryDelay,
    Duration connectTimeout,
    Duration stallTimeout,
    boolean http2,
    String userAgent,
    Authorizer authorizer,
    @Nullable Path certificates) {
  /** As Nix does it by default. */
  public static final HttpOptions DEFAULT =
      new HttpOptions(
          5,
          Duration.ofMillis(100),
          Duration.ofSeconds(15),
          Duration.ofSeconds(300),
          true,
          "firn",
          Authorizer.NONE,
          null);

  /** The same with other credentials. */
  public HttpOptions withAuthorizer(Authorizer other) {
    return new HttpOptions(
        attempts, retryDelay, connectTimeout, stallTimeout, http2, userAgent, other, certificates);
  }

  /** The same with that number of attempts and first delay between them. */
  public HttpOptions withAttempts(int number, Duration delay) {
    return new HttpOptions(
        number, delay, connectTimeout, stallTimeout, http2, userAgent, authorizer, certificates);
  }

  /** The same with other limits for silence. */
  public HttpOptions withTimeouts(Duration connect, Duration stall) {
    return new HttpOptions(
        attempts, retryDelay, connect, stall, http2, userAgent, authorizer, certificates);
  }

  /** The same with or without HTTP/2. */
  public HttpOptions withHttp2(boolean allowed) {
    return new HttpOptions(
        attempts,
        retryDelay,
        connectTimeout,
        stallTimeout,
        allowed,
        userAgent,
        authorizer,
        certificates);
  }

  /** The same with those certificates. */
  public HttpOptions withCertificates(@Nullable Path pem) {
    return new HttpOptions(
        attempts, retryDelay, connectTimeout, stallTimeout, http2, userAgent, authorizer, pem);
  }

  /** The same with another name for us. */
  public HttpOptions withUserAgent(String name) {
    return new HttpOptions(
        attempts, retryDelay, connectTimeout, stallTimeout, http2, name, authorizer, certificates);
  }
}
