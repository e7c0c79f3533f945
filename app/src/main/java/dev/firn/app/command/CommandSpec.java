package dev.firn.app.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param unknown stands in a command line for each word that looks like an option and is none, if the command refuses those itself; null if
 *     they are refused for it
 */
public record CommandSpec(
    String name,
    String summary,
    String operands,
    int most,
    String description,
    List<Option> options,
    List<Example> examples,
    @Nullable Option unknown) {
  /** Any number of operands. */
  public static final int ANY = Integer.MAX_VALUE;

  private static final String OF_NIX = "nix-";

  /** A command that only knows its options. */
  public CommandSpec(
      String name,
      String summary,
      String operands,
      int most,
      String description,
      List<Option> options,
      List<Example> examples) {
    this(name, summary, operands, most, description, options, examples, null);
  }

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
    return isOfNix(name);
  }

  /** Whether a command of that name has it from Nix. */
  public static boolean isOfNix(String name) {
    return name.startsWith(OF_NIX);
  }

  /** The same, refusing itself what is no option of it. */
  CommandSpec refusing(Option standIn) {
    return new CommandSpec(name, summary, operands, most, description, options, examples, standIn);
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
