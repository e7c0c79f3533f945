package dev.firn.app.command;

/** The script that makes fish complete command lines. */
public final class FishCompletion {
  private FishCompletion() {}

  /** The script. */
  public static String script() {
    StringBuilder out =
        new StringBuilder("# Completion of firn for fish, printed by: firn completion fish\n");
    for (CommandSpec command : Commands.ALL) {
      out.append("complete -c firn -f -n __fish_use_subcommand -a ")
          .append(command.name())
          .append(" -d ")
          .append(quoted(command.summary()))
          .append('\n');
    }
    for (CommandSpec command : Commands.ALL) {
      String condition = " -n '__fish_seen_subcommand_from " + command.name() + "'";
      for (Option option : command.options()) {
        option(out, "firn", condition, option);
      }
    }
    out.append(
        "complete -c firn -f -n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'\n");
    for (Option option : Commands.NIX_INSTANTIATE.options()) {
      option(out, "nix-instantiate", "", option);
    }
    return out.toString();
  }

  private static void option(StringBuilder out, String program, String condition, Option option) {
    out.append("complete -c ").append(program).append(condition);
    if (option.letter() != Option.NO_LETTER) {
      out.append(" -s ").append(option.letter());
    }
    out.append(" -l ").append(option.name());
    for (String alias : option.aliases()) {
      out.append(" -l ").append(alias);
    }
    out.append(option.operands().isEmpty() ? "" : " -r")
        .append(" -d ")
        .append(quoted(Sentences.first(option.help())))
        .append('\n');
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
