package dev.firn.app.command;

import java.util.ArrayList;
import java.util.List;

/** The script that makes bash complete command lines. It starts no process: all words are in it. */
public final class BashCompletion {
  private BashCompletion() {}

  /** The script. */
  public static String script() {
    StringBuilder out =
        new StringBuilder("# Completion of firn for bash, printed by: firn completion bash\n");
    out.append("_firn() {\n")
        .append("  local current=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]} position=1\n")
        .append("  local names= options=\n")
        .append("  case ${COMP_WORDS[0]##*/} in\n")
        .append("    firn) ;;\n")
        .append("    *) command=${COMP_WORDS[0]##*/} position=0 ;;\n")
        .append("  esac\n")
        .append("  if [[ $COMP_CWORD == \"$position\" ]]; then\n")
        .append("    names='");
    for (String name : firstWords()) {
      out.append(name).append(' ');
    }
    out.append("--help --version'\n  fi\n  case $command in\n");
    for (CommandGroup group : Commands.GROUPS) {
      group(out, group);
    }
    out.append("  esac\n  case $command in\n");
    for (CommandSpec command : Commands.all()) {
      options(out, command);
    }
    return out.append("  esac\n")
        .append("  if [[ $names ]]; then\n")
        .append("    mapfile -t COMPREPLY < <(compgen -W \"$names\" -- \"$current\")\n")
        .append("  elif [[ $command == completion && $current != -* ]]; then\n")
        .append("    mapfile -t COMPREPLY < <(compgen -W 'bash zsh fish' -- \"$current\")\n")
        .append("  elif [[ $current == -* ]]; then\n")
        .append("    mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$current\")\n")
        .append("  else\n")
        .append("    mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n")
        .append("  fi\n}\n")
        .append("complete -o filenames -F _firn firn")
        .append(String.join("", oldNames()))
        .append('\n')
        .toString();
  }

  /** What can follow {@code firn}. */
  private static List<String> firstWords() {
    List<String> words = new ArrayList<>();
    for (CommandSpec command : Commands.all()) {
      if (!command.isInGroup()) {
        words.add(command.name());
      }
    }
    for (CommandGroup group : Commands.GROUPS) {
      words.add(group.name());
    }
    return words;
  }

  private static List<String> oldNames() {
    List<String> names = new ArrayList<>();
    for (CommandSpec command : Commands.all()) {
      if (command.isOfNix()) {
        names.add(" " + command.name());
      }
    }
    return names;
  }

  private static void group(StringBuilder out, CommandGroup group) {
    out.append("    ").append(group.name()).append(")\n");
    out.append("      if [[ $COMP_CWORD == 2 ]]; then names='");
    for (CommandSpec command : group.commands()) {
      out.append(command.lastWord()).append(' ');
    }
    out.append("--help'; fi\n      command+=\" ${COMP_WORDS[2]}\" ;;\n");
  }

  private static void options(StringBuilder out, CommandSpec command) {
    out.append("    '").append(command.name()).append("') options='");
    for (Option option : command.options()) {
      for (String form : option.forms()) {
        out.append(form).append(' ');
      }
    }
    out.setLength(out.length() - 1);
    out.append("' ;;\n");
  }
}
