package dev.firn.app.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table of all commands. Parser, help, completions and manual are made of it.
 *
 * <p>Each family of commands is a list in a file of its own, so that a command loads no more than its own family. A command of a group
 * has a name of two words, {@code store add}.
 */
public final class Commands {
  /** The groups, in the order of the help. */
  public static final List<CommandGroup> GROUPS =
      List.of(
          new CommandGroup("store", "look at stores and change them"),
          new CommandGroup("derivation", "look at derivations and add them"),
          new CommandGroup("profile", "install packages, and switch between generations"),
          new CommandGroup("cache", "serve, fill, read and describe binary caches"),
          new CommandGroup("ids", "assign unique numbers to processes"),
          new CommandGroup("boot", "start processes with the machine"));

  private Commands() {}

  /** All commands, in the order of the help. */
  public static List<CommandSpec> all() {
    List<CommandSpec> all = new ArrayList<>(EvaluationCommands.ALL);
    all.addAll(StoreCommands.ALL);
    all.addAll(DerivationCommands.ALL);
    all.addAll(NixOldCommands.ALL);
    all.addAll(CopyCommands.ALL);
    all.addAll(BuildCommands.ALL);
    all.addAll(ProfileCommands.ALL);
    all.addAll(DaemonCommands.ALL);
    all.addAll(IdsCommands.ALL);
    all.addAll(ProxyCommands.ALL);
    all.addAll(SupervisorCommands.ALL);
    all.addAll(BootCommands.ALL);
    all.addAll(DeployCommands.ALL);
    all.addAll(OwnCommands.ALL);
    return all;
  }

  /** The family that a command of that name, or its group, is in. */
  private static List<CommandSpec> family(String first) {
    return switch (first) {
      case "eval", "repl", "parse", "instantiate", "nix-instantiate" -> EvaluationCommands.ALL;
      case "store" -> StoreCommands.ALL;
      case "derivation" -> DerivationCommands.ALL;
      case "nix-store", "nix-hash", "nix-collect-garbage" -> NixOldCommands.ALL;
      case "copy", "cache", "nix-copy-closure", "nix-prefetch-url" -> CopyCommands.ALL;
      case "build", "nix-build", "nix-shell" -> BuildCommands.ALL;
      case "profile", "nix-env" -> ProfileCommands.ALL;
      case "daemon", "nix-daemon" -> DaemonCommands.ALL;
      case "ids" -> IdsCommands.ALL;
      case "proxy" -> ProxyCommands.ALL;
      case "supervisor" -> SupervisorCommands.ALL;
      case "boot" -> BootCommands.ALL;
      case "plan",
          "apply",
          "status",
          "logs",
          "rollback",
          "history",
          "diff",
          "restart",
          "start",
          "stop",
          "recover",
          "destroy",
          "graph" ->
          DeployCommands.ALL;
      default -> OwnCommands.ALL;
    };
  }

  /** The command of that name, or null. */
  public static @Nullable CommandSpec named(String name) {
    int space = name.indexOf(' ');
    for (CommandSpec command : family(space < 0 ? name : name.substring(0, space))) {
      if (command.name().equals(name)) {
        return command;
      }
    }
    return null;
  }

  /** The group of that name, or null. */
  public static @Nullable CommandGroup group(String name) {
    for (CommandGroup group : GROUPS) {
      if (group.name().equals(name)) {
        return group;
      }
    }
    return null;
  }
}
