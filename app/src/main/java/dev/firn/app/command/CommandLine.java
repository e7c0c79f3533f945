package dev.firn.app.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command line that was taken apart: options in their order, operands, settings. */
public final class CommandLine {
  private final CommandSpec spec;
  private final String program;
  private final List<String> words;
  private final List<Given> given = new ArrayList<>();
  private final List<String> operands = new ArrayList<>();
  private final List<Assignment> settings = new ArrayList<>();

  /**
   * An option as it was given.
   *
   * @param word the form of it that was given
   * @param operands what followed it
   * @param before how many operands of the command stood before it
   */
  public record Given(Option option, String word, List<String> operands, int before) {}

  /**
   * A setting as it was given.
   *
   * @param lenient whether a value that it cannot have is warned about only: {@code --option NAME VALUE}, as opposed to {@code --NAME VALUE}
   */
  public record Assignment(String name, String value, boolean lenient) {}

  CommandLine(CommandSpec spec, String program, List<String> words) {
    this.spec = spec;
    this.program = program;
    this.words = List.copyOf(words);
  }

  void add(Option option, String word, List<String> values) {
    given.add(new Given(option, word, values, this.operands.size()));
  }

  void addOperand(String operand) {
    operands.add(operand);
  }

  void addSetting(String name, String value) {
    settings.add(new Assignment(name, value, false));
  }

  void addOption(String name, String value) {
    settings.add(new Assignment(name, value, true));
  }

  /** The command. */
  public CommandSpec spec() {
    return spec;
  }

  /** How the user called the program: {@code firn eval}, {@code nix-instantiate}. */
  public String program() {
    return program;
  }

  /** What followed the command, as it was given. */
  public List<String> words() {
    return words;
  }

  /** The options in their order. */
  public List<Given> given() {
    return given;
  }

  /** What is no option. */
  public List<String> operands() {
    return operands;
  }

  /** The settings in their order. */
  public List<Assignment> settings() {
    return settings;
  }

  /** Whether an option was given. */
  public boolean has(Option option) {
    return last(option) != null;
  }

  /**
   * The one of some options that was given, which may be repeated.
   *
   * @param operations options of which exactly one must be given
   * @throws UsageException with Nix's message, if it was none or several
   */
  public Option operation(List<Option> operations) {
    Option operation = null;
    for (Given one : given) {
      if (operations.contains(one.option)) {
        if (operation != null && operation != one.option) {
          throw new UsageException("only one operation may be specified");
        }
        operation = one.option;
      }
    }
    if (operation == null) {
      throw new UsageException("no operation specified");
    }
    return operation;
  }

  /** How often an option was given. */
  public int count(Option option) {
    int count = 0;
    for (Given one : given) {
      count += one.option == option ? 1 : 0;
    }
    return count;
  }

  /** The operand of an option the last time that it was given, or null if it was not. */
  public @Nullable String value(Option option) {
    Given last = last(option);
    return last == null ? null : last.operands.getFirst();
  }

  /** The operands of an option every time that it was given. */
  public List<String> values(Option option) {
    List<String> values = new ArrayList<>();
    for (Given one : given) {
      if (one.option == option) {
        values.add(one.operands.getFirst());
      }
    }
    return values;
  }

  private @Nullable Given last(Option option) {
    for (int i = given.size() - 1; i >= 0; i--) {
      if (given.get(i).option == option) {
        return given.get(i);
      }
    }
    return null;
  }
}
