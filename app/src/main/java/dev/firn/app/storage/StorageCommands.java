package dev.firn.app.storage;

import dev.firn.app.command.Command;
import dev.firn.app.command.CommandSpec;
import org.jspecify.annotations.Nullable;

/** The commands of this package. */
public final class StorageCommands {
  private StorageCommands() {}

  /** What does a command; null if it is none of this package. */
  public static @Nullable Command find(CommandSpec spec) {
    return switch (spec.name()) {
      case "nix-store" -> new NixStore();
      case "nix-hash" -> new NixHash();
      case "nix-collect-garbage" -> new NixCollectGarbage();
      case "derivation show", "derivation add" -> new DerivationCommand();
      case "store add" -> new AddCommand();
      case "store cat", "store ls" -> new FilesCommand();
      case "store dump", "store restore" -> new ArchiveCommand();
      case "store info" -> new InfoCommand();
      case "store find" -> new FindCommand();
      case "store make-content-addressed" -> new RewriteCommand();
      case "store closure", "store referrers" -> new ClosureCommand();
      case "store why" -> new WhyCommand();
      case "store diff" -> new DiffCommand();
      case "store explain" -> new ExplainCommand();
      case "store log" -> new LogCommand();
      case "store sign" -> new SignCommand();
      case "store verify" -> new VerifyCommand();
      case "store optimise" -> new OptimiseCommand();
      case "store roots" -> new RootsCommand();
      case "store delete", "store gc" -> new CollectCommand();
      default -> null;
    };
  }
}
