package dev.firn.base.http;

import java.io.IOException;

/** A request failed for good. The message is fit for users. */
public final class HttpException extends IOException {
  private static final long serialVersionUID = 1;

  private final int status;

  /** With that status; 0 if there was no answer. */
  HttpException(String message, int status, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** With that status. */
  HttpException(String message, int status) {
    super(message);
    this.status = status;
  }

  /** The status of the answer; 0 if there was none. */
  public int status() {
    return status;
  }

  /** Whether what was asked for is not there. */
  public boolean isMissing() {
    return status == 404 || status == 410;
  }

  /** Whether it may not be had; servers that do not list their files say this also of files that are not there. */
  public boolean isForbidden() {
    return status == 403;
  }
}
