package dev.firn.proxy.server;

import java.net.InetSocketAddress;

/** A proxy cannot listen where it should. */
public final class ProxyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ProxyException(InetSocketAddress address, Exception failure) {
    super(
        "cannot listen at "
            + address.getHostString()
            + ":"
            + address.getPort()
            + ": "
            + innermost(failure).getMessage(),
        failure);
  }

  private static Throwable innermost(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure : innermost(cause);
  }
}
