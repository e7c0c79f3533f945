package dev.firn.app.command;

/** The script that makes zsh complete command lines. */
public final class ZshCompletion {
  private ZshCompletion() {}

  /** The script. */
  public static String script() {
    StringBuilder out = new StringBuilder("#compdef firn nix-instantiate\n");
    out.append("# Completion of firn for zsh, printed by: firn completion zsh\n")
        .append("_firn() {\n  local command=$words[2]\n")
        .append("  if [[ ${words[1]:t} == nix-instantiate ]]; then\n    command=nix-instantiate\n")
        .append("  elif (( CURRENT == 2 )); then\n    local -a commands=(\n");
    for (CommandSpec command : Commands.ALL) {
      out.append("      ").append(quoted(command.name() + ":" + command.summary())).append('\n');
    }
    out.append("    )\n    _describe command commands\n    return\n  else\n")
        .append("    shift words\n    (( CURRENT-- ))\n  fi\n  case $command in\n");
    for (CommandSpec command : Commands.ALL) {
      out.append("    ").append(command.name()).append(")\n      _arguments -s \\\n");
      for (Option option : command.options()) {
        for (String form : option.forms()) {
          out.append("        ").append(quoted(argument(option, form))).append(" \\\n");
        }
      }
      out.append("        ")
          .append(command == Commands.COMPLETION ? "'1:shell:(bash zsh fish)'" : "'*:file:_files'")
          .append(" ;;\n");
    }
    return out.append("  esac\n}\n_firn \"$@\"\n").toString();
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
