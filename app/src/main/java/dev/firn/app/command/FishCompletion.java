package dev.firn.app.command;

/** The script that makes fish complete command lines. */
public final class FishCompletion {
  private FishCompletion() {}

  /** The script. */
  public static String script() {
    StringBuilder out =
        new StringBuilder("# Completion of firn for fish, printed by: firn completion fish\n");
    for (CommandGroup group : Commands.GROUPS) {
      word(out, "__fish_use_subcommand", group.name(), group.summary());
    }
    for (CommandSpec command : Commands.all()) {
      word(out, place(command), command.lastWord(), command.summary());
      for (Option option : command.options()) {
        option(out, "firn", " -n " + quoted(seen(command)), option);
        if (command.isOfNix()) {
          option(out, command.name(), "", option);
        }
      }
    }
    out.append(
        "complete -c firn -f -n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'\n");
    return out.toString();
  }

  /** Where the last word of a command can stand. */
  private static String place(CommandSpec command) {
    String name = command.name();
    return command.isInGroup()
        ? "__fish_seen_subcommand_from " + name.substring(0, name.indexOf(' '))
        : "__fish_use_subcommand";
  }

  private static String seen(CommandSpec command) {
    return "__fish_seen_subcommand_from "
        + command.name().replace(" ", "; and __fish_seen_subcommand_from ");
  }

  private static void word(StringBuilder out, String condition, String word, String summary) {
    out.append("complete -c firn -f -n ")
        .append(quoted(condition))
        .append(" -a ")
        .append(word)
        .append(" -d ")
        .append(quoted(summary))
        .append('\n');
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
