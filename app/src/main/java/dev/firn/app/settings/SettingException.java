package dev.firn.app.settings;

/** A setting has a value that it cannot have, or a configuration file is none. The message is bytes, for people. */
public final class SettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean usage;

  /** A mistake in what was written. */
  public SettingException(String message) {
    this(message, true);
  }

  private SettingException(String message, boolean usage) {
    super(message, null, false, false);
    this.usage = usage;
  }

  /** Something else that is wrong: the help would not help. */
  public static SettingException plain(String message) {
    return new SettingException(message, false);
  }

  /** The message. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /** Whether the help may help. */
  public boolean isUsage() {
    return usage;
  }
}
