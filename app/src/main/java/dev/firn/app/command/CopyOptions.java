package dev.firn.app.command;

import dev.firn.app.command.Option.Group;
import java.util.List;

/** The options of commands that copy paths, serve them or fetch files. */
public final class CopyOptions {
  /** Where paths come from. */
  public static final Option FROM =
      Option.with(
          Group.STORE, "from", List.of("STORE"), "Copy from STORE; by default, from the store.");

  /** Where paths go to. */
  public static final Option TO =
      Option.with(Group.STORE, "to", List.of("STORE"), "Copy to STORE; by default, to the store.");

  /** Everything. */
  public static final Option ALL =
      Option.flag(Group.INPUT, "all", "Copy all paths of the store that is copied from.");

  /** With all that they refer to. */
  public static final Option RECURSIVE =
      Option.flag(
              Group.INPUT,
              "recursive",
              "Copy the paths with all that they refer to; this is the default.")
          .letter('r');

  /** Without what they refer to. */
  public static final Option NO_RECURSIVE =
      Option.flag(
          Group.INPUT,
          "no-recursive",
          "Copy the paths alone; what they refer to must be there already.");

  /** Believes everything. */
  public static final Option NO_CHECK_SIGS =
      Option.flag(Group.MODE, "no-check-sigs", "Do not ask for signatures by trusted keys.");

  /** Lets the target fetch. */
  public static final Option SUBSTITUTE =
      Option.flag(
              Group.MODE,
              "substitute-on-destination",
              "Take from the substituters what they have, and copy the rest.")
          .letter('s');

  /** The key to sign with. */
  public static final Option SECRET_KEY =
      Option.with(
          Group.MODE,
          "secret-key",
          List.of("FILE"),
          "Sign descriptions with the secret key in FILE; may be repeated.");

  /** How archives are compressed. */
  public static final Option COMPRESSION =
      Option.with(
          Group.MODE,
          "compression",
          List.of("NAME"),
          "Compress archives with `xz`, `zstd`, `bzip2`, `gzip` or `none`.");

  /** Where to listen. */
  public static final Option LISTEN =
      Option.with(
          Group.MODE,
          "listen",
          List.of("ADDRESS"),
          "Listen at ADDRESS, `HOST:PORT`; port 0 takes any that is free. By default"
              + " `127.0.0.1:5000`.");

  /** The order of caches. */
  public static final Option PRIORITY =
      Option.with(
          Group.MODE,
          "priority",
          List.of("N"),
          "Tell clients to ask this cache before those with higher numbers; by default 30.");

  /** As JSON. */
  public static final Option JSON = Option.flag(Group.OUTPUT, "json", "Print JSON.");

  /** With the outputs of derivations. */
  public static final Option INCLUDE_OUTPUTS =
      Option.flag(
          Group.INPUT, "include-outputs", "Copy the outputs of derivations that are copied, too.");

  /** The direction of {@code nix-copy-closure}. */
  public static final Option TO_MACHINE =
      Option.flag(Group.MODE, "to", "Copy to the machine; this is the default.");

  /** The other direction. */
  public static final Option FROM_MACHINE =
      Option.flag(Group.MODE, "from", "Copy from the machine.");

  /** Compresses the connection. */
  public static final Option GZIP =
      Option.flag(Group.MODE, "gzip", "Compress the connection.").aliases("bzip2", "xz");

  /** Lets the other machine fetch. */
  public static final Option USE_SUBSTITUTES =
      Option.flag(
              Group.MODE,
              "use-substitutes",
              "Take from the substituters of the other machine what they have, and copy the rest.")
          .letter('s');

  /** Which hash. */
  public static final Option TYPE =
      Option.with(
          Group.MODE,
          "type",
          List.of("ALGORITHM"),
          "Hash with `md5`, `sha1`, `sha256`, `sha512` or `blake3`.");

  /** Prints the path. */
  public static final Option PRINT_PATH =
      Option.flag(
          Group.OUTPUT,
          "print-path",
          "Print the path in the store, too; so does `PRINT_PATH=1` in the environment.");

  /** Unpacks. */
  public static final Option UNPACK =
      Option.flag(
          Group.MODE,
          "unpack",
          "Add what is in the archive, not the archive: `tar` as it is or compressed.");

  /** Makes executable. */
  public static final Option EXECUTABLE =
      Option.flag(Group.MODE, "executable", "Make the file executable.");

  /** Names the path. */
  public static final Option NAME =
      Option.with(
          Group.MODE,
          "name",
          List.of("NAME"),
          "Name the path NAME instead of the last part of the URL.");

  private CopyOptions() {}
}
