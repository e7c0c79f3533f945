package dev.firn.app.command;

/** The script that makes bash complete command lines. It starts no process: all words are in it. */
public final class BashCompletion {
  private BashCompletion() {}

  /** The script. */
  public static String script() {
    StringBuilder out =
        new StringBuilder("# Completion of firn for bash, printed by: firn completion bash\n");
    out.append("_firn() {\n")
        .append("  local current=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]} options=\n")
        .append("  case ${COMP_WORDS[0]##*/} in nix-instantiate) command=nix-instantiate ;; esac\n")
        .append("  if [[ $COMP_CWORD == 1 && $command != nix-instantiate ]]; then\n")
        .append("    mapfile -t COMPREPLY < <(compgen -W '");
    for (CommandSpec command : Commands.ALL) {
      out.append(command.name()).append(' ');
    }
    out.append("--help --version' -- \"$current\")\n    return\n  fi\n  case $command in\n");
    for (CommandSpec command : Commands.ALL) {
      out.append("    ").append(command.name()).append(") options='");
      for (Option option : command.options()) {
        for (String form : option.forms()) {
          out.append(form).append(' ');
        }
      }
      out.setLength(out.length() - 1);
      out.append("' ;;\n");
    }
    return out.append("  esac\n")
        .append("  if [[ $command == completion && $current != -* ]]; then\n")
        .append("    mapfile -t COMPREPLY < <(compgen -W 'bash zsh fish' -- \"$current\")\n")
        .append("  elif [[ $current == -* ]]; then\n")
        .append("    mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$current\")\n")
        .append("  else\n")
        .append("    mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n")
        .append("  fi\n}\n")
        .append("complete -o filenames -F _firn firn nix-instantiate\n")
        .toString();
  }
}
