package dev.firn.app.command;

import java.util.List;

/** The commands about profiles. */
final class ProfileCommands {
  /** All of them, in the order of the help. */
  static final List<CommandSpec> ALL = List.of(NixEnvOptions.NIX_ENV);

  private ProfileCommands() {}
}
