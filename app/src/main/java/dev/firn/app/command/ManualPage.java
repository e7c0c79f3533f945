package dev.firn.app.command;

import dev.firn.app.settings.Setting;

/** The pages of the manual about commands and settings, in Markdown, as Unicode. */
public final class ManualPage {
  private static final String MADE =
      "<!-- Made from the table of commands (dev.firn.app.command) by PagesTest. Do not edit."
          + " -->\n\n";

  private final StringBuilder out = new StringBuilder(MADE);

  private ManualPage() {}

  /** The page that lists all commands. */
  public static String overview() {
    ManualPage page = new ManualPage();
    page.out.append("# Commands\n\n| command | what it does |\n| --- | --- |\n");
    for (CommandSpec command : Commands.all()) {
      page.out
          .append("| [`firn ")
          .append(command.name())
          .append("`](")
          .append(command.page())
          .append(") | ")
          .append(command.summary())
          .append(" |\n");
    }
    page.exitStatus();
    page.environment();
    page.out.append(
        "\n[Settings](settings.md) are read from `nix.conf` and can be given as options.\n");
    return page.out.toString();
  }

  private void exitStatus() {
    out.append("\n| exit status | when |\n| --- | --- |\n");
    for (ExitStatus status : ExitStatus.ALL) {
      out.append("| ")
          .append(status.number())
          .append(" | ")
          .append(status.meaning())
          .append(" |\n");
    }
  }

  private void environment() {
    out.append(
        """

        What is printed for people goes to standard error, and no command asks anything.

        | variable | what it does |
        | --- | --- |
        | `NIX_PATH` | entries of the search path for `<name>`, separated by colons |
        | `NIX_STORE_DIR`, `NIX_STATE_DIR` | the store directory and the directory of its database and roots |
        | `NIX_REMOTE` | the store, where the setting `store` is not given |
        | `NIX_CONF_DIR`, `NIX_USER_CONF_FILES`, `NIX_CONFIG` | where settings are read from: a directory, a list of files, text |
        | `NO_COLOR`, `TERM` | no colours, if the first is set or the second is `dumb` |
        | `NIX_SHOW_STATS`, `NIX_SHOW_STATS_PATH` | 1: say what an evaluation took, as `--stats` does; the file to write that to |
        | `NIX_COUNT_CALLS` | 1: with that, count the calls of each function and builtin, and the uses of each attribute |
        | `FIRN_DEBUG` | 1: show where in Firn an error came from, if it is a bug |
        | `FIRN_RESIDENT` | 0: never let a process that stays in the background evaluate (`eval`, `instantiate`, `plan`, `apply`); 1: start one with the first command, not only after one that took long |
        | `FIRN_JAVA_HOME`, `FIRN_JAVA_OPTIONS` | the Java to use, and options for it, such as `-Xmx8g` |
        """);
  }

  /** The page of a command. */
  public static String of(CommandSpec command) {
    ManualPage page = new ManualPage();
    page.out
        .append("# firn ")
        .append(command.name())
        .append("\n\n    firn ")
        .append(command.name())
        .append(" [OPTION...] ")
        .append(command.operands())
        .append("\n\n")
        .append(command.description())
        .append('\n');
    for (Option.Group group : Option.Group.values()) {
      page.group(command, group);
    }
    page.out.append("\n## Examples\n\n");
    for (CommandSpec.Example example : command.examples()) {
      page.out
          .append("    ")
          .append(example.line())
          .append("\n\n")
          .append(example.meaning())
          .append("\n\n");
    }
    page.out.setLength(page.out.length() - 1);
    return page.out.toString();
  }

  private void group(CommandSpec command, Option.Group group) {
    if (command.options(group).isEmpty()) {
      return;
    }
    out.append("\n## ")
        .append(group.title())
        .append("\n\n| option | what it does |\n| --- | --- |\n");
    for (Option option : command.options(group)) {
      out.append("| ");
      String separator = "";
      for (String form : option.forms()) {
        out.append(separator).append('`').append(form);
        for (String operand : option.operands()) {
          out.append(' ').append(operand);
        }
        out.append('`');
        separator = ", ";
      }
      out.append(" | ").append(option.help()).append(" |\n");
    }
  }

  /** The page of the settings. */
  public static String settings() {
    ManualPage page = new ManualPage();
    page.out.append(
        """
        # Settings

        Settings are read from `nix.conf` in `$NIX_CONF_DIR` or `/etc/nix`, then from the user's files (`$NIX_USER_CONF_FILES`, or \
        `nix/nix.conf` in `$XDG_CONFIG_DIRS` and `$XDG_CONFIG_HOME`), then from the variable `NIX_CONFIG`, then from options (`--option NAME VALUE` \
        or `--NAME VALUE`). Later ones win. `extra-NAME` appends to a list.

        | setting | default | what it does |
        | --- | --- | --- |
        """);
    StringBuilder others = new StringBuilder();
    for (Setting setting : Setting.values()) {
      if (setting.description() == null) {
        others.append(others.isEmpty() ? "" : ", ").append('`').append(setting.text()).append('`');
      } else {
        page.setting(setting);
      }
    }
    page.out
        .append("\nNix's other settings are accepted and have no effect yet: ")
        .append(others)
        .append(".\n");
    return page.out.toString();
  }

  private void setting(Setting setting) {
    String fallback = setting.fallback();
    out.append("| `")
        .append(setting.text())
        .append("` | ")
        .append(fallback.isEmpty() ? "" : "`" + fallback + "`")
        .append(" | ")
        .append(setting.description())
        .append(" |\n");
  }
}
