package dev.firn.app.command;

import dev.firn.app.command.CommandSpec.Example;
import dev.firn.app.command.Option.Group;
import java.util.List;

/** {@code nix-store} and its options: operations, of which one is given, and what goes with some of them. */
public final class NixStoreOptions {
  /** Builds or fetches. */
  public static final Option REALISE =
      operation("realise", "Build or fetch what the operands name, and print their outputs.")
          .letter('r')
          .aliases("realize");

  /** Serves a client. */
  public static final Option SERVE =
      operation("serve", "Answer a client on standard input and output, as `ssh` starts it.");

  /** Collects garbage. */
  public static final Option GC = operation("gc", "Delete what no root leads to.");

  /** Deletes. */
  public static final Option DELETE = operation("delete", "Delete paths that nothing needs.");

  /** Asks. */
  public static final Option QUERY = operation("query", "Print what is asked for.").letter('q');

  /** Adds. */
  public static final Option ADD =
      operation("add", "Add files, and print their paths.").letter('A');

  /** Adds by another hash. */
  public static final Option ADD_FIXED =
      operation(
          "add-fixed",
          "Add files by the hash function that the first operand names; `--recursive`.");

  /** Computes a path. */
  public static final Option PRINT_FIXED_PATH =
      operation(
          "print-fixed-path",
          "Print the path of content: hash function, hash and name; `--recursive`.");

  /** Checks the store. */
  public static final Option VERIFY =
      operation("verify", "Check the store; `--check-contents`, `--repair`.");

  /** Checks paths. */
  public static final Option VERIFY_PATH =
      operation("verify-path", "Check whether the content of paths is what it was.");

  /** Repairs paths. */
  public static final Option REPAIR_PATH =
      operation("repair-path", "Fetch or build the content of paths again, if it was changed.");

  /** Archives. */
  public static final Option DUMP = operation("dump", "Print the archive of a file or folder.");

  /** Unpacks. */
  public static final Option RESTORE =
      operation("restore", "Unpack an archive from standard input.");

  /** Writes a stream. */
  public static final Option EXPORT =
      operation("export", "Print paths with their content, as `--import` reads them.");

  /** Reads a stream. */
  public static final Option IMPORT =
      operation("import", "Add the paths that `--export` printed, from standard input.");

  /** Shares files. */
  public static final Option OPTIMISE =
      operation("optimise", "Share files with the same content.").aliases("optimize");

  /** Prints logs. */
  public static final Option READ_LOG =
      operation("read-log", "Print the logs of builds.").letter('l');

  /** Prints the database. */
  public static final Option DUMP_DB =
      operation("dump-db", "Print what is known about paths; all, if none is named.");

  /** Reads the database. */
  public static final Option LOAD_DB =
      operation("load-db", "Register what `--dump-db` printed, from standard input.");

  /** Registers. */
  public static final Option REGISTER_VALIDITY =
      operation(
          "register-validity",
          "Register the paths that standard input tells of; `--reregister`, `--hash-given`.");

  /** Asks whether paths are valid. */
  public static final Option CHECK_VALIDITY =
      operation("check-validity", "Fail if a path is not valid; `--print-invalid`.");

  /** Prints an environment. */
  public static final Option PRINT_ENV =
      operation("print-env", "Print the environment of a derivation for a shell.");

  /** Makes keys. */
  public static final Option GENERATE_BINARY_CACHE_KEY =
      operation(
          "generate-binary-cache-key",
          "Make keys for signing: their name, the file for the secret one and that for the public.");

  /** Does nothing. */
  public static final Option INIT =
      operation(
          "init",
          "Make the store, if it is not there; the other operations do that when they need it.");

  /** All operations. */
  public static final List<Option> OPERATIONS =
      List.of(
          REALISE,
          SERVE,
          GC,
          DELETE,
          QUERY,
          ADD,
          ADD_FIXED,
          PRINT_FIXED_PATH,
          VERIFY,
          VERIFY_PATH,
          REPAIR_PATH,
          DUMP,
          RESTORE,
          EXPORT,
          IMPORT,
          OPTIMISE,
          READ_LOG,
          DUMP_DB,
          LOAD_DB,
          REGISTER_VALIDITY,
          CHECK_VALIDITY,
          PRINT_ENV,
          GENERATE_BINARY_CACHE_KEY,
          INIT);

  /** Prints outputs. */
  public static final Option OUTPUTS = query("outputs", "outputs of derivations; the default.");

  /** Prints closures. */
  public static final Option REQUISITES =
      query("requisites", "paths and all that they need; `--include-outputs`.").letter('R');

  /** Prints references. */
  public static final Option REFERENCES = query("references", "what paths refer to.");

  /** Prints referrers. */
  public static final Option REFERRERS =
      query("referrers", "what refers to paths.").aliases("referers");

  /** Prints all referrers. */
  public static final Option REFERRERS_CLOSURE =
      query("referrers-closure", "paths and all that needs them.").aliases("referers-closure");

  /** Prints derivers. */
  public static final Option DERIVER = query("deriver", "the derivation of each path.").letter('d');

  /** Prints derivers that are there. */
  public static final Option VALID_DERIVERS =
      query("valid-derivers", "the valid derivations that paths are outputs of.");

  /** Prints a variable. */
  public static final Option BINDING =
      query("binding", "a variable of derivations; the first operand is its name.").letter('b');

  /** Prints hashes. */
  public static final Option HASH = query("hash", "the hash of the archive of each path.");

  /** Prints sizes. */
  public static final Option SIZE = query("size", "the size of the archive of each path.");

  /** Prints a tree. */
  public static final Option TREE = query("tree", "what paths need as a tree.");

  /** Prints a graph for dot. */
  public static final Option GRAPH = query("graph", "what paths need as a graph for `dot`.");

  /** Prints a graph in XML. */
  public static final Option GRAPHML = query("graphml", "what paths need as a graph in XML.");

  /** Prints paths. */
  public static final Option RESOLVE = query("resolve", "the paths that links lead to.");

  /** Prints roots. */
  public static final Option ROOTS = query("roots", "the roots that keep paths.");

  /** What can be asked for. */
  public static final List<Option> QUERIES =
      List.of(
          OUTPUTS,
          REQUISITES,
          REFERENCES,
          REFERRERS,
          REFERRERS_CLOSURE,
          DERIVER,
          VALID_DERIVERS,
          BINDING,
          HASH,
          SIZE,
          TREE,
          GRAPH,
          GRAPHML,
          RESOLVE,
          ROOTS);

  /** Outputs instead of derivations. */
  public static final Option USE_OUTPUT =
      flag("use-output", "In queries, take the outputs of derivations instead of them.")
          .letter('u');

  /** Realises first. */
  public static final Option FORCE_REALISE =
      flag("force-realise", "In queries, build or fetch what is asked about first.")
          .letter('f')
          .aliases("force-realize");

  /** Outputs of derivations too. */
  public static final Option INCLUDE_OUTPUTS =
      flag("include-outputs", "With the outputs of derivations.");

  /** As a tree. */
  public static final Option RECURSIVE =
      flag("recursive", "Hash the archive of the tree, not the bytes of a file.");

  /** Only tells. */
  public static final Option DRY_RUN =
      flag("dry-run", "Tell what would be built or fetched, and do nothing.");

  /** Builds again. */
  public static final Option CHECK = flag("check", "Build again, and compare.");

  /** What nobody knows is left out. */
  public static final Option IGNORE_UNKNOWN =
      flag("ignore-unknown", "Leave out what can be neither built nor fetched.");

  /** Prints nothing. */
  public static final Option NO_OUTPUT = flag("no-output", "Do not print the paths of outputs.");

  /** Prints roots. */
  public static final Option PRINT_ROOTS = flag("print-roots", "With `--gc`, print the roots.");

  /** Reads content. */
  public static final Option CHECK_CONTENTS = flag("check-contents", "Read all content.");

  /** Registers again. */
  public static final Option REREGISTER =
      flag("reregister", "Register also what is valid already.");

  /** Hashes are given. */
  public static final Option HASH_GIVEN =
      flag("hash-given", "Take hashes and sizes from standard input.");

  /** Prints what is not valid. */
  public static final Option PRINT_INVALID =
      flag("print-invalid", "Print the paths that are not valid, instead of failing.");

  /** A server that writes. */
  public static final Option WRITE = flag("write", "With `--serve`, let the client add and build.");

  /** Paths from standard input. */
  public static final Option STDIN = flag("stdin", "Take more operands from standard input.");

  /** Stands for what is no option: each operation refuses it in its own words. */
  static final Option UNKNOWN = flag("unknown", "Nothing.");

  /** What goes with some operations. */
  public static final List<Option> FLAGS =
      List.of(
          USE_OUTPUT,
          FORCE_REALISE,
          INCLUDE_OUTPUTS,
          RECURSIVE,
          DRY_RUN,
          CHECK,
          IGNORE_UNKNOWN,
          PRINT_ROOTS,
          StoreCommands.PRINT_LIVE,
          StoreCommands.PRINT_DEAD,
          StoreCommands.MAX_FREED,
          StoreCommands.IGNORE_LIVENESS,
          CHECK_CONTENTS,
          REREGISTER,
          HASH_GIVEN,
          PRINT_INVALID,
          WRITE);

  /** {@code nix-store}. */
  public static final CommandSpec NIX_STORE =
      new CommandSpec(
              "nix-store",
              "do what Nix's command of this name does",
              "OPERATION [OPERAND...]",
              CommandSpec.ANY,
              """
              Takes the arguments of Nix's `nix-store`, prints what it prints and ends as it ends. A link with this name to `firn` does the same.

              One of the operations is given; the options after them go with some of them.\
              """,
              Option.all(
                  OPERATIONS,
                  QUERIES,
                  FLAGS,
                  List.of(
                      NO_OUTPUT,
                      STDIN,
                      InstantiateOptions.ADD_ROOT,
                      InstantiateOptions.INDIRECT,
                      InstantiateOptions.NO_GC_WARNING,
                      EvalOptions.READONLY_MODE,
                      EvalOptions.STORE),
                  CommonOptions.BUILD,
                  CommonOptions.GENERAL),
              List.of(
                  new Example("firn nix-store -qR ./result", "lists all that a result needs."),
                  new Example("firn nix-store --gc --print-dead", "lists what could be deleted.")))
          .refusing(UNKNOWN);

  private NixStoreOptions() {}

  /** Whether an option goes with some operations only. */
  public static boolean isFlag(Option option) {
    return option == UNKNOWN
        || option == CommonOptions.REPAIR
        || FLAGS.contains(option)
        || QUERIES.contains(option);
  }

  private static Option operation(String name, String help) {
    return Option.flag(Group.MODE, name, help);
  }

  private static Option query(String name, String help) {
    return Option.flag(Group.OUTPUT, name, "With `--query`, print " + help);
  }

  private static Option flag(String name, String help) {
    return Option.flag(Group.INPUT, name, help);
  }
}
