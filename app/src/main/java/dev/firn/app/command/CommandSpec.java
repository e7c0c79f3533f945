package dev.firn.app.command;

import java.util.ArrayList;
import java.util.List;

/**
 * A command as people see it.
 *
 * @param name what it is called after {@code firn}: one word, or two if it belongs to a {@link CommandGroup}
 * @param summary what it does, in some words without a full stop
 * @param operands what it takes besides options, as the synopsis shows it; empty if nothing
 * @param most how many operands it takes at most; {@link #ANY} if there is no limit
 * @param description what it does, in Markdown
 * @param options its options
 * @param examples command lines and what they do
 */
public record CommandSpec(
    String name,
    String summary,
    String operands,
    int most,
    String description,
    List<Option> options,
    List<Example> examples) {
  /** Any number of operands. */
  public static final int ANY = Integer.MAX_VALUE;

  /**
   * An example.
   *
   * @param line a command line
   * @param meaning what it does
   */
  public record Example(String line, String meaning) {}

  /** Whether it belongs to a group. */
  public boolean isInGroup() {
    return name.indexOf(' ') > 0;
  }

  /** What it is called in its group, or its name if it is in none. */
  public String lastWord() {
    return name.substring(name.indexOf(' ') + 1);
  }

  /** The name of its page in the manual: {@code store-add.md}. */
  public String page() {
    return name.replace(' ', '-') + ".md";
  }

  /**
   * Whether it has its name from Nix: then it speaks of itself by that name alone, as Nix's does, and a link of that name to {@code firn}
   * runs it.
   */
  public boolean isOfNix() {
    return name.startsWith("nix-");
  }

  /** The options of a group, in the order of the table. */
  public List<Option> options(Option.Group group) {
    List<Option> members = new ArrayList<>();
    for (Option option : options) {
      if (option.group() == group) {
        members.add(option);
      }
    }
    return members;
  }
}
