package dev.firn.app.copy;

import dev.firn.app.command.Command;
import dev.firn.app.command.CommandSpec;
import org.jspecify.annotations.Nullable;

/** The commands of this package. */
public final class CopyingCommands {
  private CopyingCommands() {}

  /** What does a command; null if it is none of this package. */
  public static @Nullable Command find(CommandSpec spec) {
    return switch (spec.name()) {
      case "copy" -> new CopyCommand();
      case "cache serve" -> new CacheServeCommand();
      case "cache push" -> new CachePushCommand();
      case "cache pull" -> new CachePullCommand();
      case "cache keygen" -> new CacheKeygenCommand();
      case "cache info" -> new CacheInfoCommand();
      case "nix-copy-closure" -> new NixCopyClosureCommand();
      case "nix-prefetch-url" -> new NixPrefetchUrlCommand();
      default -> null;
    };
  }
}
