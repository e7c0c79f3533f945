package dev.firn.app.command;

import java.util.ArrayList;
import java.util.List;

/**
 * A command as people see it.
 *
 * @param name what it is called after {@code firn}
 * @param summary what it does, in some words without a full stop
 * @param operands what it takes besides options, as the synopsis shows it; empty if nothing
 * @param most how many operands it takes at most
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
  /**
   * An example.
   *
   * @param line a command line
   * @param meaning what it does
   */
  public record Example(String line, String meaning) {}

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
