package dev.firn.process.manager.supervisord;

import java.io.IOException;
import java.util.Map;

/** Supervisord refused a call; the message says why. */
final class RpcFault extends IOException {
  /** There is no such program. */
  static final long BAD_NAME = 10;

  /** The program does not run. */
  static final long NOT_RUNNING = 70;

  /** The program is there already. */
  static final long ALREADY_ADDED = 90;

  /** The program still runs. */
  static final long STILL_RUNNING = 91;

  private static final long serialVersionUID = 1;

  private final long code;

  private RpcFault(long code, String message) {
    super(message);
    this.code = code;
  }

  /** The fault that a value describes. */
  static RpcFault of(Object value) {
    Map<?, ?> members = (Map<?, ?>) value;
    long code = members.get("faultCode") instanceof Long number ? number : 0;
    return new RpcFault(code, String.valueOf(members.get("faultString")));
  }

  /** Whether a result of one of many calls is a fault. */
  static boolean isFault(Object value) {
    return value instanceof Map<?, ?> members && members.containsKey("faultCode");
  }

  /** Which fault. */
  long code() {
    return code;
  }
}
