package dev.firn.app.command;

import dev.firn.app.command.CommandSpec.Example;
import dev.firn.app.command.Option.Group;
import java.util.List;

/** The table of Nix's smaller commands about stores, under their old names. */
public final class NixOldCommands {
  /** Hashes bytes. */
  public static final Option FLAT =
      Option.flag(Group.MODE, "flat", "Hash the bytes of files, not archives of trees.");

  /** The hash function. */
  public static final Option TYPE =
      Option.with(
          Group.MODE,
          "type",
          List.of("ALGORITHM"),
          "The hash function: `md5` (the default), `sha1`, `sha256`, `sha512`, `blake3`.");

  /** Shortens hashes. */
  public static final Option TRUNCATE =
      Option.flag(Group.OUTPUT, "truncate", "Fold hashes that are longer than 20 bytes.");

  /** Prints in base 16. */
  public static final Option BASE16 = form("base16", "Print hashes in base 16, the default.");

  /** Prints in base 32. */
  public static final Option BASE32 = form("base32", "Print hashes in Nix's base 32.");

  /** Prints in base 64. */
  public static final Option BASE64 = form("base64", "Print hashes in base 64.");

  /** Prints with the algorithm. */
  public static final Option SRI = form("sri", "Print hashes as `ALGORITHM-BASE64`.");

  /** Converts to base 16. */
  public static final Option TO_BASE16 = to("to-base16", "Take hashes, and print them in base 16.");

  /** Converts to base 32. */
  public static final Option TO_BASE32 = to("to-base32", "Take hashes, and print them in base 32.");

  /** Converts to base 64. */
  public static final Option TO_BASE64 = to("to-base64", "Take hashes, and print them in base 64.");

  /** Converts to text with the algorithm. */
  public static final Option TO_SRI =
      to("to-sri", "Take hashes, and print them as `ALGORITHM-BASE64`.");

  /** Deletes old generations. */
  public static final Option DELETE_OLD =
      Option.flag(Group.MODE, "delete-old", "Delete all generations but the current ones first.")
          .letter('d');

  /** Deletes generations of some age. */
  public static final Option DELETE_OLDER_THAN =
      Option.with(
          Group.MODE,
          "delete-older-than",
          List.of("AGE"),
          "Delete generations that are older first; AGE is a number of days such as `30d`.");

  /** {@code nix-hash}. */
  static final CommandSpec NIX_HASH =
      new CommandSpec(
          "nix-hash",
          "do what Nix's command of this name does",
          "FILE...",
          CommandSpec.ANY,
          """
          Prints hashes of files and folders, as Nix's `nix-hash` does: of the archive of each, or with `--flat` of its bytes. With \
          `--to-...` it takes hashes and prints them in another form.\
          """,
          Option.all(
              List.of(
                  FLAT, TYPE, BASE16, BASE32, BASE64, SRI, TRUNCATE, TO_BASE16, TO_BASE32,
                  TO_BASE64, TO_SRI),
              CommonOptions.WITHOUT_EFFECT,
              CommonOptions.GENERAL),
          List.of(
              new Example(
                  "firn nix-hash --type sha256 --sri ./folder", "prints what `hash` takes.")));

  /** {@code nix-collect-garbage}. */
  static final CommandSpec NIX_COLLECT_GARBAGE =
      new CommandSpec(
          "nix-collect-garbage",
          "do what Nix's command of this name does",
          "",
          0,
          """
          Deletes what no root leads to, as Nix's `nix-collect-garbage` does; with `-d` or `--delete-older-than` it deletes old generations of \
          profiles first, so that nothing keeps what only they led to.\
          """,
          Option.all(
              List.of(
                  DELETE_OLD,
                  DELETE_OLDER_THAN,
                  StoreCommands.MAX_FREED,
                  StoreCommands.DRY_RUN,
                  EvalOptions.STORE),
              CommonOptions.WITHOUT_EFFECT,
              CommonOptions.GENERAL),
          List.of(
              new Example(
                  "firn nix-collect-garbage --delete-older-than 30d",
                  "keeps what was in use within the last thirty days.")));

  /** All of them, in the order of the help. */
  static final List<CommandSpec> ALL =
      List.of(NixStoreOptions.NIX_STORE, NIX_HASH, NIX_COLLECT_GARBAGE);

  private NixOldCommands() {}

  private static Option form(String name, String help) {
    return Option.flag(Group.OUTPUT, name, help);
  }

  private static Option to(String name, String help) {
    return Option.flag(Group.MODE, name, help);
  }
}
