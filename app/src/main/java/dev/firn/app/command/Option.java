package dev.firn.app.command;

import dev.firn.app.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An option of a command line.
 *
 * @param name its name, without {@code --}
 * @param letter its short form, without {@code -}; {@link #NO_LETTER} if it has none
 * @param aliases other names, without {@code --}
 * @param operands what must follow it, each named for the help
 * @param help what it does, in Markdown: one sentence or more
 * @param group where the help lists it
 * @param setting the setting that it stands for, which gets the operand or, if there is none, {@code true}; null if it stands for none
 */
public record Option(
    String name,
    char letter,
    List<String> aliases,
    List<String> operands,
    String help,
    Group group,
    @Nullable Setting setting) {
  /** Stands for no short form. */
  public static final char NO_LETTER = 0;

  /** The parts of a help page, in its order. */
  public enum Group {
    /** What is looked at. */
    INPUT("What to look at"),
    /** What is done with it. */
    MODE("What to do"),
    /** How it is printed. */
    OUTPUT("Output"),
    /** How it is evaluated. */
    EVALUATION("Evaluation"),
    /** The store and its roots. */
    STORE("Store"),
    /** How builds are done, where there are any. */
    BUILD("Builds"),
    /** Everything else. */
    GENERAL("General"),
    /** What Nix accepts, and what changes nothing. */
    WITHOUT_EFFECT("Accepted without effect");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    /** The heading. */
    public String title() {
      return title;
    }
  }

  /** An option without operands and short form. */
  public static Option flag(Group group, String name, String help) {
    return new Option(name, NO_LETTER, List.of(), List.of(), help, group, null);
  }

  /** An option with operands, without short form. */
  public static Option with(Group group, String name, List<String> operands, String help) {
    return new Option(name, NO_LETTER, List.of(), operands, help, group, null);
  }

  /** Several lists of options as one. */
  @SafeVarargs
  static List<Option> all(List<Option>... parts) {
    List<Option> all = new ArrayList<>();
    for (List<Option> part : parts) {
      all.addAll(part);
    }
    return all;
  }

  /** The same with a short form. */
  public Option letter(char form) {
    return new Option(name, form, aliases, operands, help, group, setting);
  }

  /** The same with other names. */
  public Option aliases(String... names) {
    return new Option(name, letter, List.of(names), operands, help, group, setting);
  }

  /** The same, standing for a setting. */
  public Option sets(Setting target) {
    return new Option(name, letter, aliases, operands, help, group, target);
  }

  /** The same for a command that it means nothing to. */
  Option withoutEffect() {
    return new Option(
        name, letter, aliases, operands, "Has no effect here.", Group.WITHOUT_EFFECT, null);
  }

  boolean isCalled(String text) {
    return name.equals(text) || aliases.contains(text);
  }

  /** All its forms with their dashes, the short one first. */
  public List<String> forms() {
    List<String> forms = new ArrayList<>();
    if (letter != NO_LETTER) {
      forms.add("-" + letter);
    }
    forms.add("--" + name);
    for (String alias : aliases) {
      forms.add("--" + alias);
    }
    return forms;
  }
}
