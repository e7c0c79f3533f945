package dev.firn.app.command;

/** The script that makes zsh complete command lines. */
public final class ZshCompletion {
  private ZshCompletion() {}

  /** The script. */
  public static String script() {
    StringBuilder out = new StringBuilder("#compdef firn");
    for (CommandSpec command : Commands.all()) {
      out.append(command.isOfNix() ? " " + command.name() : "");
    }
    out.append("\n# Completion of firn for zsh, printed by: firn completion zsh\n")
        .append("_firn() {\n  local command=$words[2]\n  local -a commands\n")
        .append("  if [[ ${words[1]:t} != firn ]]; then\n    command=${words[1]:t}\n")
        .append("  elif (( CURRENT == 2 )); then\n    commands=(\n");
    for (CommandSpec command : Commands.all()) {
      if (!command.isInGroup()) {
        described(out, command.name(), command.summary());
      }
    }
    for (CommandGroup group : Commands.GROUPS) {
      described(out, group.name(), group.summary());
    }
    out.append("    )\n    _describe command commands\n    return\n  else\n")
        .append("    shift words\n    (( CURRENT-- ))\n  fi\n  case $command in\n");
    for (CommandGroup group : Commands.GROUPS) {
      group(out, group);
    }
    out.append("  esac\n  case $command in\n");
    for (CommandSpec command : Commands.all()) {
      options(out, command);
    }
    return out.append("  esac\n}\n_firn \"$@\"\n").toString();
  }

  private static void described(StringBuilder out, String word, String summary) {
    out.append("      ").append(quoted(word + ":" + summary)).append('\n');
  }

  private static void group(StringBuilder out, CommandGroup group) {
    out.append("    ").append(group.name()).append(")\n");
    out.append("      if (( CURRENT == 2 )); then\n        commands=(\n");
    for (CommandSpec command : group.commands()) {
      described(out, command.lastWord(), command.summary());
    }
    out.append("        )\n        _describe command commands\n        return\n      fi\n")
        .append("      command+=\" $words[2]\"\n      shift words\n      (( CURRENT-- )) ;;\n");
  }

  private static void options(StringBuilder out, CommandSpec command) {
    out.append("    '").append(command.name()).append("')\n      _arguments -s \\\n");
    for (Option option : command.options()) {
      for (String form : option.forms()) {
        out.append("        ").append(quoted(argument(option, form))).append(" \\\n");
      }
    }
    out.append("        ")
        .append(
            command.name().equals("completion") ? "'1:shell:(bash zsh fish)'" : "'*:file:_files'")
        .append(" ;;\n");
  }

  /** {@code *--arg[help]:NAME: :EXPR: }. */
  private static String argument(Option option, String form) {
    StringBuilder argument = new StringBuilder("*").append(form).append('[');
    argument
        .append(Sentences.first(option.help()).replace("[", "\\[").replace("]", "\\]"))
        .append(']');
    for (String operand : option.operands()) {
      boolean file = operand.equals("FILE") || operand.equals("PATH");
      argument.append(':').append(operand).append(':').append(file ? "_files" : " ");
    }
    return argument.toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
