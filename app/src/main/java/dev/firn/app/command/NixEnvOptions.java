package dev.firn.app.command;

import dev.firn.app.command.CommandSpec.Example;
import dev.firn.app.command.Option.Group;
import java.util.List;

/** {@code nix-env} and its options: operations, of which one is given, and what goes with some of them. */
public final class NixEnvOptions {
  /** Installs. */
  public static final Option INSTALL =
      operation("install", "Add packages to the profile; others of the same name go.").letter('i');

  /** Upgrades. */
  public static final Option UPGRADE =
      operation("upgrade", "Replace packages of the profile by newer versions.").letter('u');

  /** Removes. */
  public static final Option UNINSTALL =
      operation("uninstall", "Remove packages from the profile.").letter('e');

  /** One package and nothing else. */
  public static final Option SET =
      operation("set", "Make the profile that one package, and nothing else.");

  /** Changes what packages say about themselves. */
  public static final Option SET_FLAG =
      operation(
          "set-flag",
          "Set something that installed packages say about themselves: name, value, packages. `priority`,"
              + " `keep` and `active` mean something.");

  /** Asks. */
  public static final Option QUERY =
      operation("query", "Print packages: what is installed, or with `-a` what is available.")
          .letter('q');

  /** Another profile for the user. */
  public static final Option SWITCH_PROFILE =
      operation("switch-profile", "Make `~/.nix-profile` lead to another profile.").letter('S');

  /** Another generation. */
  public static final Option SWITCH_GENERATION =
      operation("switch-generation", "Make the profile lead to the generation of that number.")
          .letter('G');

  /** The generation before. */
  public static final Option ROLLBACK =
      operation("rollback", "Make the profile lead to the generation before the current one.");

  /** Prints generations. */
  public static final Option LIST_GENERATIONS =
      operation("list-generations", "Print the generations of the profile.");

  /** Deletes generations. */
  public static final Option DELETE_GENERATIONS =
      operation(
          "delete-generations",
          "Delete generations: numbers, `old` for all but the current one, `30d` for those that were left"
              + " before that many days, `+5` for all but the last five.");

  /** All operations. */
  public static final List<Option> OPERATIONS =
      List.of(
          INSTALL,
          UPGRADE,
          UNINSTALL,
          SET,
          SET_FLAG,
          QUERY,
          SWITCH_PROFILE,
          SWITCH_GENERATION,
          ROLLBACK,
          LIST_GENERATIONS,
          DELETE_GENERATIONS);

  /** Which profile. */
  public static final Option PROFILE =
      Option.with(
              Group.INPUT,
              "profile",
              List.of("PATH"),
              "The profile; by default `$NIX_PROFILE`, or where `~/.nix-profile` leads.")
          .letter('p');

  /** Where packages come from. */
  public static final Option FILE =
      Option.with(
              Group.INPUT,
              "file",
              List.of("PATH"),
              "The expression that packages come from; by default `~/.nix-defexpr`.")
          .letter('f');

  /** For which systems. */
  public static final Option SYSTEM_FILTER =
      Option.with(
          Group.INPUT,
          "system-filter",
          List.of("SYSTEM"),
          "Take only packages for that system; `*`, the default, for all.");

  /** Operands are functions. */
  public static final Option FROM_EXPRESSION =
      flag("from-expression", "The operands are functions of the expression.").letter('E');

  /** From another profile. */
  public static final Option FROM_PROFILE =
      Option.with(
          Group.INPUT, "from-profile", List.of("PATH"), "Take packages from another profile.");

  /** Operands are attribute paths. */
  public static final Option ATTR =
      flag(
              "attr",
              "The operands are attribute paths. With `--query --available`, the next operand is one, and"
                  + " only what is below it is looked at.")
          .letter('A');

  /** Only what need not be built. */
  public static final Option PREBUILT_ONLY =
      flag("prebuilt-only", "Take only packages that need not be built.").letter('b');

  /** Another name. */
  public static final Option FORCE_NAME =
      Option.with(
          Group.INPUT, "force-name", List.of("NAME"), "Install packages under another name.");

  /** Nothing is done. */
  public static final Option DRY_RUN = flag("dry-run", "Tell what would be done, and do nothing.");

  /** Others of the same name stay; {@link #ATTR_PATH} has its letter. */
  public static final Option PRESERVE_INSTALLED =
      flag(
          "preserve-installed",
          "With `--install`, keep packages of the same name; `-P` does the same there.");

  /** All others go. */
  public static final Option REMOVE_ALL =
      flag("remove-all", "With `--install`, remove all other packages.").letter('r');

  /** Which files win. */
  public static final Option PRIORITY =
      Option.with(
          Group.MODE,
          "priority",
          List.of("NUMBER"),
          "With `--install`, the priority: where packages have the same file, that of the smallest wins.");

  /** Upgrades to newer versions. */
  public static final Option LT = flag("lt", "Upgrade to newer versions only, the default.");

  /** Upgrades to the same version too. */
  public static final Option LEQ = flag("leq", "Upgrade to newer versions and to the same.");

  /** Upgrades to the same version. */
  public static final Option EQ = flag("eq", "Upgrade to the same version only.");

  /** Upgrades to any version. */
  public static final Option ALWAYS = flag("always", "Upgrade to whatever there is.");

  /** What is installed. */
  public static final Option INSTALLED =
      output("installed", "With `--query`, print what is installed, the default.");

  /** What is available. */
  public static final Option AVAILABLE =
      output("available", "With `--query`, print what is available.").letter('a');

  /** Whether it is installed, there, or in a cache. */
  public static final Option STATUS =
      output(
              "status",
              "Print three letters: `I` for installed, `P` for present, `S` for in a cache.")
          .letter('s');

  /** Compares versions. */
  public static final Option COMPARE_VERSIONS =
      output("compare-versions", "Compare the versions that are installed and available.")
          .letter('c');

  /** Prints attribute paths. */
  public static final Option ATTR_PATH =
      output("attr-path", "Print attribute paths, with `--available`.").letter('P');

  /** No names. */
  public static final Option NO_NAME = output("no-name", "Do not print names.");

  /** Prints systems. */
  public static final Option SYSTEM = output("system", "Print what packages are made for.");

  /** Prints derivations. */
  public static final Option DRV_PATH = output("drv-path", "Print the paths of derivations.");

  /** Prints outputs. */
  public static final Option OUT_PATH = output("out-path", "Print the paths of outputs.");

  /** Prints descriptions. */
  public static final Option DESCRIPTION = output("description", "Print descriptions.");

  /** Prints all that packages say about themselves. */
  public static final Option META =
      output("meta", "Print all that packages say about themselves, with `--xml` or `--json`.");

  /** Stands for what is no option: each operation refuses it in its own words. */
  public static final Option UNKNOWN = flag("unknown", "Nothing.");

  /** What goes with some operations only. */
  private static final List<Option> FLAGS =
      List.of(
          FROM_EXPRESSION,
          FROM_PROFILE,
          ATTR,
          PRESERVE_INSTALLED,
          REMOVE_ALL,
          PRIORITY,
          LT,
          LEQ,
          EQ,
          ALWAYS,
          INSTALLED,
          AVAILABLE,
          STATUS,
          COMPARE_VERSIONS,
          ATTR_PATH,
          NO_NAME,
          SYSTEM,
          DRV_PATH,
          OUT_PATH,
          DESCRIPTION,
          META,
          EvalOptions.XML,
          EvalOptions.JSON);

  /** {@code nix-env}. */
  static final CommandSpec NIX_ENV =
      new CommandSpec(
              "nix-env",
              "do what Nix's command of this name does",
              "OPERATION [OPERAND...]",
              CommandSpec.ANY,
              """
              Takes the arguments of Nix's `nix-env`, prints what it prints and ends as it ends: installs packages into profiles, removes and \
              upgrades them, switches between generations. A link with this name to `firn` does the same.

              Operands name packages: a regular expression for the whole name, and a version after a hyphen if only that is meant. An operand \
              with a slash is a store path.\
              """,
              Option.all(
                  OPERATIONS,
                  List.of(PROFILE, FILE, SYSTEM_FILTER, PREBUILT_ONLY, FORCE_NAME, DRY_RUN),
                  FLAGS,
                  EvalOptions.ARGUMENTS,
                  EvalOptions.OF_NIX,
                  CommonOptions.BUILD,
                  CommonOptions.GENERAL),
              List.of(
                  new Example("firn nix-env -f '<nixpkgs>' -iA hello", "installs `hello`."),
                  new Example("firn nix-env -q --out-path", "lists what is installed, and where."),
                  new Example("firn nix-env --rollback", "takes the last change back.")))
          .refusing(UNKNOWN);

  private NixEnvOptions() {}

  /** Whether an option goes with some operations only. */
  public static boolean isFlag(Option option) {
    return option == UNKNOWN || FLAGS.contains(option);
  }

  private static Option operation(String name, String help) {
    return Option.flag(Group.MODE, name, help);
  }

  private static Option flag(String name, String help) {
    return Option.flag(Group.INPUT, name, help);
  }

  private static Option output(String name, String help) {
    return Option.flag(Group.OUTPUT, name, help);
  }
}
