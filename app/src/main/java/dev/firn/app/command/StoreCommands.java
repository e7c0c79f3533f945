package dev.firn.app.command;

import dev.firn.app.command.CommandSpec.Example;
import dev.firn.app.command.Option.Group;
import java.util.List;

/** The table of the commands that look at stores and change them. */
public final class StoreCommands {
  private static final String PATHS = "PATH...";

  /** Prints JSON. */
  public static final Option JSON = Option.flag(Group.OUTPUT, "json", "Print JSON.");

  /** Goes into directories and dependencies. */
  public static final Option RECURSIVE =
      Option.flag(Group.INPUT, "recursive", "With everything below or behind it.").letter('R');

  /** The name of a path. */
  public static final Option NAME =
      Option.with(
              Group.INPUT,
              "name",
              List.of("NAME"),
              "The name of the path, after the hash; by default that of the file.")
          .letter('n');

  /** How a file is hashed. */
  public static final Option MODE =
      Option.with(
          Group.INPUT,
          "mode",
          List.of("MODE"),
          "What the path is the hash of: `nar` (the archive of the tree, the default), `flat` (the"
              + " bytes of a file), or `text` (the same, as `builtins.toFile`).");

  /** The hash function. */
  public static final Option HASH_ALGO =
      Option.with(
          Group.INPUT,
          "hash-algo",
          List.of("ALGORITHM"),
          "The hash function: `sha256`, `sha512`, `sha1`, `md5`.");

  /** Nothing is written. */
  public static final Option DRY_RUN =
      Option.flag(Group.STORE, "dry-run", "Change nothing, and tell what would be done.");

  /** More about files. */
  public static final Option LONG =
      Option.flag(Group.OUTPUT, "long", "Print kinds and sizes too.").letter('l');

  /** Directories as themselves. */
  public static final Option DIRECTORY =
      Option.flag(Group.OUTPUT, "directory", "Print directories themselves, not what is in them.")
          .letter('d');

  /** Sizes of closures. */
  public static final Option SIZE =
      Option.flag(Group.OUTPUT, "size", "Print sizes in bytes, and their sum at the end.");

  /** All of them. */
  public static final Option ALL_PATHS =
      Option.flag(Group.INPUT, "all", "Take all valid paths.").letter('a');

  /** All referrers. */
  public static final Option CLOSURE =
      Option.flag(Group.INPUT, "closure", "Print what refers to those too, and so on.");

  /** Every dependency. */
  public static final Option ALL_REASONS =
      Option.flag(Group.OUTPUT, "all", "Print all paths that lead there, not one shortest.")
          .letter('a');

  /** Only names. */
  public static final Option NO_CONTENTS =
      Option.flag(Group.MODE, "no-contents", "Do not read what is in the paths.");

  /** Looks at signatures. */
  public static final Option TRUST =
      Option.flag(
          Group.MODE,
          "trust",
          "Check also whether each path was built here, follows from its content, or is signed by a trusted key.");

  /** Counts signatures. */
  public static final Option SIGS_NEEDED =
      Option.with(
              Group.MODE,
              "sigs-needed",
              List.of("N"),
              "Check also whether each path follows from its content, or is signed by that many trusted keys.")
          .letter('n');

  /** Puts in order. */
  public static final Option REPAIR =
      Option.flag(Group.MODE, "repair", "Put right what is broken, as far as that is possible.");

  /** A limit. */
  public static final Option MAX_FREED =
      Option.with(
          Group.MODE,
          "max-freed",
          List.of("BYTES"),
          "Stop when that much was deleted; K, M, G or T after the number multiply it.");

  /** Prints what stays. */
  public static final Option PRINT_LIVE =
      Option.flag(Group.MODE, "print-live", "Print what must stay, and delete nothing.");

  /** Prints what can go. */
  public static final Option PRINT_DEAD =
      Option.flag(Group.MODE, "print-dead", "Print what could be deleted, and delete nothing.");

  /** Roots do not count. */
  public static final Option IGNORE_LIVENESS =
      Option.flag(
          Group.MODE,
          "ignore-liveness",
          "Delete also what roots keep; never what other valid paths refer to.");

  /** What cannot go stays. */
  public static final Option SKIP_ALIVE =
      Option.flag(
          Group.MODE,
          "skip-alive",
          "Leave alone what roots or other paths keep; without it, that is an error.");

  /** Upwards. */
  public static final Option ALSO_REFERRERS =
      Option.flag(Group.INPUT, "also-referrers", "With all paths that refer to them, and so on.");

  /** How deep to explain. */
  public static final Option DEPTH =
      Option.with(
          Group.OUTPUT, "depth", List.of("N"), "How many levels of inputs to explain; 1 if unset.");

  /** The key. */
  public static final Option KEY_FILE =
      Option.with(Group.INPUT, "key-file", List.of("FILE"), "The file that holds the secret key.")
          .letter('k');

  /** {@code firn store add}. */
  public static final CommandSpec ADD =
      command(
          "add",
          "add files",
          PATHS,
          """
          Adds files and directories to the store, and prints their paths there. The same content under the same name has the same path.\
          """,
          List.of(NAME, MODE, HASH_ALGO, DRY_RUN),
          new Example("firn store add ./hello.txt", "prints `/nix/store/...-hello.txt`."));

  /** {@code firn store cat}. */
  public static final CommandSpec CAT =
      command(
          "cat",
          "print a file in the store",
          "FILE",
          1,
          "Prints the content of a file in a store path. Symbolic links are not followed.",
          List.of(),
          new Example("firn store cat /nix/store/...-hello/etc/config", "prints that file."));

  /** {@code firn store ls}. */
  public static final CommandSpec LS =
      command(
          "ls",
          "list files in the store",
          "FILE",
          1,
          "Lists what is in a directory of a store path, or tells of a file.",
          List.of(LONG, RECURSIVE, DIRECTORY, JSON),
          new Example("firn store ls -lR /nix/store/...-hello", "lists all with kinds and sizes."));

  /** {@code firn store dump}. */
  public static final CommandSpec DUMP =
      command(
          "dump",
          "print the archive of a path",
          "PATH",
          1,
          """
          Prints a file or a directory, in the store or elsewhere, as an archive in Nix's format (NAR) to standard output.\
          """,
          List.of(),
          new Example("firn store dump ./folder > folder.nar", "archives a folder."));

  /** {@code firn store restore}. */
  public static final CommandSpec RESTORE =
      command(
          "restore",
          "unpack an archive",
          "PATH",
          1,
          "Reads an archive in Nix's format (NAR) from standard input, and unpacks it to PATH, where nothing may be.",
          List.of(),
          new Example("firn store restore ./folder < folder.nar", "unpacks it."));

  /** {@code firn store info}. */
  public static final CommandSpec INFO =
      command(
          "info",
          "tell what is known about paths or the store",
          "[PATH...]",
          """
          Prints what the store knows about valid paths: hash and size of the archive, references, deriver, signatures, and what the path \
          follows from. Without paths, tells which store it is, and whether it trusts its user.\
          """,
          List.of(RECURSIVE, ALL_PATHS, JSON),
          new Example("firn store info --json /nix/store/...-hello", "prints an object by path."));

  /** {@code firn store closure}. */
  public static final CommandSpec PATH_CLOSURE =
      command(
          "closure",
          "list all that paths need",
          PATHS,
          "Prints paths and all that they refer to, and so on; each after what it needs.",
          List.of(SIZE),
          new Example("firn store closure --size ./result", "says how much a result needs."));

  /** {@code firn store referrers}. */
  public static final CommandSpec REFERRERS =
      command(
          "referrers",
          "list what refers to paths",
          PATHS,
          "Prints the valid paths that refer to some paths.",
          List.of(CLOSURE),
          new Example("firn store referrers /nix/store/...-glibc", "lists what uses it directly."));

  /** {@code firn store why}. */
  public static final CommandSpec WHY =
      command(
          "why",
          "tell why a path needs another",
          "PATH DEPENDENCY",
          2,
          """
          Prints a shortest chain of references from PATH to DEPENDENCY, and in which files each of them stands: where a link leads, or \
          what is around the digits.\
          """,
          List.of(ALL_REASONS),
          new Example(
              "firn store why ./result /nix/store/...-gcc", "shows who brings a compiler in."));

  /** {@code firn store verify}. */
  public static final CommandSpec VERIFY =
      command(
          "verify",
          "check paths",
          "[PATH...]",
          """
          Checks whether paths, by default all that are valid, are there and have the content that they had when they were added. Ends with 1 \
          if something is wrong and was not repaired, with 2 if a path that should be trusted is not, and with 3 if both are so.

          What disappeared and nothing refers to is forgotten.\
          """,
          List.of(RECURSIVE, ALL_PATHS, NO_CONTENTS, TRUST, SIGS_NEEDED, REPAIR),
          new Example("firn store verify", "checks all that is in the store."));

  /** {@code firn store gc}. */
  public static final CommandSpec GC =
      command(
          "gc",
          "delete what nothing needs",
          "",
          0,
          """
          Deletes the paths that no root leads to. Roots are profiles, links such as `result`, and what processes use. It may run beside \
          builds.\
          """,
          List.of(MAX_FREED, PRINT_LIVE, PRINT_DEAD, DRY_RUN),
          new Example("firn store gc --max-freed 10G", "makes that much room."));

  /** {@code firn store optimise}. */
  public static final CommandSpec OPTIMISE =
      command(
          "optimise",
          "share files with the same content",
          "",
          0,
          "Replaces files with the same content by links to one of them. That changes nothing for those who use them.",
          List.of(),
          new Example("firn store optimise", "says how much room it saved."));

  /** {@code firn store delete}. */
  public static final CommandSpec DELETE =
      command(
          "delete",
          "delete paths",
          PATHS,
          "Deletes paths that no root leads to and no other path refers to.",
          List.of(RECURSIVE, ALSO_REFERRERS, SKIP_ALIVE, IGNORE_LIVENESS),
          new Example("firn store delete /nix/store/...-old", "deletes it, if nothing needs it."),
          new Example(
              "firn store delete -R --skip-alive /nix/store/...-old",
              "deletes it with all that only it needs."));

  /** {@code firn store explain}. */
  public static final CommandSpec EXPLAIN =
      command(
          "explain",
          "tell what the name of a path is made of",
          "PATH",
          1,
          """
          Prints how the digits of a valid path come about: the hash that they are folded from, the text that it is the hash of, the hash \
          in that text, and what it is the hash of: the content, or the derivation with a hash in the place of each input, which are \
          explained in turn.\
          """,
          List.of(DEPTH),
          new Example("firn store explain --depth 2 ./result", "goes two levels of inputs down."));

  /** {@code firn store log}. */
  public static final CommandSpec LOG =
      command(
          "log",
          "print what a build said",
          PATHS,
          "Prints the logs of the builds of paths or derivations.",
          List.of(),
          new Example("firn store log ./result", "prints the log of the build of a result."));

  /** {@code firn store find}. */
  public static final CommandSpec FIND =
      command(
          "find",
          "find paths by a part of their names",
          "TEXT",
          1,
          """
          Prints the valid paths whose names, digits included, have TEXT in them. 32 digits are looked up at once. Ends with 1 if there is \
          none.\
          """,
          List.of(),
          new Example("firn store find glibc", "lists all that is called so."));

  /** {@code firn store make-content-addressed}. */
  public static final CommandSpec MAKE_CONTENT_ADDRESSED =
      command(
          "make-content-addressed",
          "copy paths so that their names follow from their content",
          PATHS,
          """
          Copies paths and all that they refer to within the store, under names that follow from their content, and prints both names of \
          each. Whoever copies them elsewhere needs no signatures.\
          """,
          List.of(JSON),
          new Example(
              "firn store make-content-addressed ./result",
              "prints `/nix/store/... -> ...` lines."));

  /** {@code firn store sign}. */
  public static final CommandSpec SIGN =
      command(
          "sign",
          "sign paths",
          PATHS,
          "Adds signatures to what is known about valid paths.",
          List.of(KEY_FILE, RECURSIVE, ALL_PATHS),
          new Example(
              "firn store sign -k ./secret.key -R ./result",
              "signs a result and all that it needs."));

  /** {@code firn store roots}. */
  public static final CommandSpec ROOTS =
      command(
          "roots",
          "list what keeps paths from being deleted",
          "[PATH...]",
          "Prints the roots of the garbage collector, or those that keep certain paths, each with the path that it leads to.",
          List.of(),
          new Example("firn store roots /nix/store/...-hello", "tells why it is not deleted."));

  /** {@code firn store diff}. */
  public static final CommandSpec DIFF =
      command(
          "diff",
          "tell how two closures differ",
          "BEFORE AFTER",
          2,
          """
          Compares all that two paths need, by name and version: what came, what went, what has another version, and how much larger or \
          smaller it is.\
          """,
          List.of(),
          new Example("firn store diff ./result-1 ./result", "shows what an update brings."));

  /** All of them, in the order of the help. */
  static final List<CommandSpec> ALL =
      List.of(
          ADD,
          CAT,
          LS,
          DUMP,
          RESTORE,
          INFO,
          FIND,
          PATH_CLOSURE,
          REFERRERS,
          WHY,
          DIFF,
          EXPLAIN,
          LOG,
          SIGN,
          MAKE_CONTENT_ADDRESSED,
          VERIFY,
          OPTIMISE,
          ROOTS,
          DELETE,
          GC);

  private StoreCommands() {}

  private static CommandSpec command(
      String name,
      String summary,
      String operands,
      String description,
      List<Option> options,
      Example... examples) {
    return command(name, summary, operands, CommandSpec.ANY, description, options, examples);
  }

  private static CommandSpec command(
      String name,
      String summary,
      String operands,
      int most,
      String description,
      List<Option> options,
      Example... examples) {
    return new CommandSpec(
        "store " + name,
        summary,
        operands,
        most,
        description,
        Option.all(options, List.of(EvalOptions.STORE), CommonOptions.GENERAL),
        List.of(examples));
  }
}
