package dev.firn.app.command;

import dev.firn.app.settings.Setting;
import dev.firn.base.text.Suggestions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes a command line apart by Nix's rules: short options may be joined ({@code -vk}, {@code -j3}), operands of an option are words of
 * their own, {@code --} ends the options, and every setting is an option ({@code --NAME VALUE}, {@code --extra-NAME VALUE}, {@code --NAME} and
 * {@code --no-NAME} for what is on or off).
 */
public final class CommandLineParser {
  private static final String EXTRA = "extra-";
  private static final String NO = "no-";

  /** Options with operands that Nix's old commands about stores read by themselves. */
  private static final List<String> OWN =
      List.of(
          "--type",
          "--max-freed",
          "--delete-older-than",
          "--profile",
          "-p",
          "--file",
          "-f",
          "--system-filter",
          "--from-profile");

  private final CommandLine line;
  private final List<String> words;
  private int at;

  private CommandLineParser(CommandSpec spec, String program, List<String> words) {
    this.line = new CommandLine(spec, program, words);
    this.words = words;
  }

  /**
   * Takes a command line apart.
   *
   * @param program how the user called the program, for messages
   * @param words what follows it
   * @throws UsageException if it cannot be understood
   */
  public static CommandLine parse(CommandSpec spec, String program, List<String> words) {
    return new CommandLineParser(spec, program, new ArrayList<>(words)).parse();
  }

  private CommandLine parse() {
    boolean optionsEnded = false;
    while (at < words.size()) {
      String word = words.get(at++);
      if (optionsEnded || word.length() < 2 || word.charAt(0) != '-') {
        operand(word);
      } else if (word.equals("--")) {
        optionsEnded = true;
      } else if (word.startsWith("--")) {
        longOption(word, word.substring(2));
      } else {
        shortOption(split(word));
      }
    }
    return line;
  }

  private void operand(String word) {
    if (line.operands().size() == line.spec().most()) {
      throw new UsageException("unexpected argument '" + word + "'");
    }
    line.addOperand(word);
  }

  /** Puts the letters of {@code -abc} into words of their own, up to the first that is none. Gives the first. */
  private String split(String word) {
    int end = 2;
    List<String> rest = new ArrayList<>();
    if (isLetter(word.charAt(1))) {
      while (end < word.length() && isLetter(word.charAt(end))) {
        rest.add("-" + word.charAt(end++));
      }
    } else {
      end = word.length();
    }
    if (end < word.length()) {
      rest.add(word.substring(end));
    }
    words.addAll(at, rest);
    return rest.isEmpty() ? word : word.substring(0, 2);
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private void shortOption(String word) {
    for (Option option : line.spec().options()) {
      if (word.length() == 2 && option.letter() == word.charAt(1)) {
        take(option, word);
        return;
      }
    }
    unknown(word);
  }

  private void longOption(String word, String name) {
    for (Option option : line.spec().options()) {
      if (option.isCalled(name)) {
        take(option, word);
        return;
      }
    }
    if (!setting(word, name)) {
      unknown(word);
    }
  }

  private void take(Option option, String word) {
    List<String> values = next(word, option.operands().size());
    Setting setting = option.setting();
    if (option == CommonOptions.OPTION) {
      line.addOption(values.get(0), values.get(1));
    } else if (option == EvalOptions.IMPURE) {
      line.addSetting(Setting.PURE_EVAL.text(), "false");
    } else if (setting != null) {
      line.addSetting(setting.text(), values.isEmpty() ? "true" : values.getFirst());
    } else {
      line.add(option, word, values);
    }
  }

  private boolean setting(String word, String name) {
    Setting setting = Setting.named(name);
    if (setting != null) {
      line.addSetting(
          name, setting.kind() == Setting.Kind.BOOLEAN ? "true" : next(word, 1).getFirst());
      return true;
    }
    if (name.startsWith(NO) && isBoolean(Setting.named(name.substring(NO.length())))) {
      line.addSetting(name.substring(NO.length()), "false");
      return true;
    }
    Setting extended =
        name.startsWith(EXTRA) ? Setting.named(name.substring(EXTRA.length())) : null;
    if (extended != null && extended.kind().isAppendable()) {
      line.addSetting(name, next(word, 1).getFirst());
      return true;
    }
    return false;
  }

  private static boolean isBoolean(@Nullable Setting setting) {
    return setting != null && setting.kind() == Setting.Kind.BOOLEAN;
  }

  private List<String> next(String word, int count) {
    int left = words.size() - at;
    if (left < count && isOwn(word)) {
      throw new UsageException("'" + word + "' requires an argument");
    }
    if (left < count) {
      throw new UsageException(
          "flag '"
              + word
              + "' requires "
              + count
              + " argument(s), but only "
              + left
              + " were given");
    }
    List<String> values = List.copyOf(words.subList(at, at + count));
    at += count;
    return values;
  }

  /** Whether Nix's old commands read this option by themselves, and so have words of their own for what is missing. */
  private boolean isOwn(String word) {
    return EvalOptions.ATTR.forms().contains(word)
        || InstantiateOptions.ADD_ROOT.forms().contains(word)
        || (line.spec().isOfNix() && OWN.contains(word));
  }

  /** Some commands say themselves what is wrong with an option. */
  private void unknown(String word) {
    Option standIn = line.spec().unknown();
    if (standIn != null) {
      line.add(standIn, word, List.of());
      return;
    }
    List<String> forms = new ArrayList<>();
    for (Option option : line.spec().options()) {
      forms.addAll(option.forms());
    }
    throw new UsageException(
        "unrecognised flag '" + word + "'", Suggestions.bestMatches(forms, word));
  }
}
