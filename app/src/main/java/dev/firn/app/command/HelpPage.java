package dev.firn.app.command;

import dev.firn.base.text.Latin1;
import java.util.List;

/** The text of {@code --help}. Pages are bytes, one {@code char} a byte. */
public final class HelpPage {
  /** Where the descriptions of options begin. */
  private static final int COLUMN = 28;

  private final StringBuilder out = new StringBuilder(4096);

  private HelpPage() {}

  /** The page that lists all commands. */
  public static String overview() {
    HelpPage page = new HelpPage();
    page.line("Usage: firn COMMAND [OPTION...] [OPERAND...]");
    page.line("       firn COMMAND --help");
    page.line("       firn --version");
    page.line("");
    page.line("Commands:");
    for (CommandSpec command : Commands.all()) {
      if (!command.isInGroup()) {
        page.entry("  " + command.name(), command.summary());
      }
    }
    for (CommandGroup group : Commands.GROUPS) {
      page.entry("  " + group.name() + " ...", group.summary());
    }
    return page.bytes();
  }

  /** The page that lists the commands of a group. */
  public static String of(CommandGroup group) {
    HelpPage page = new HelpPage();
    page.line("Usage: firn " + group.name() + " COMMAND [OPTION...] [OPERAND...]");
    page.line("       firn " + group.name() + " COMMAND --help");
    page.line("");
    page.line("Commands:");
    for (CommandSpec command : group.commands()) {
      page.entry("  " + command.lastWord(), command.summary());
    }
    return page.bytes();
  }

  /**
   * The page of a command.
   *
   * @param program how the user called it
   */
  public static String of(CommandSpec command, String program) {
    HelpPage page = new HelpPage();
    page.line("Usage: " + program + " [OPTION...] " + command.operands());
    page.line("");
    page.paragraphs(command.description());
    for (Option.Group group : Option.Group.values()) {
      page.group(group, command.options(group));
    }
    page.line("");
    page.line("Examples:");
    for (CommandSpec.Example example : command.examples()) {
      page.line("  " + example.line());
      page.out.append("      ");
      TextBlock.append(page.out, plain(example.meaning()), 6, 6);
    }
    return page.bytes();
  }

  private void group(Option.Group group, List<Option> options) {
    if (options.isEmpty()) {
      return;
    }
    line("");
    line(group.title() + ":");
    for (Option option : options) {
      entry(forms(option), option.help());
    }
  }

  /** The forms of an option and its operands: {@code  -A, --attr PATH}. */
  private static String forms(Option option) {
    StringBuilder forms = new StringBuilder(option.letter() == Option.NO_LETTER ? "      " : "  ");
    forms.append(String.join(", ", option.forms()));
    for (String operand : option.operands()) {
      forms.append(' ').append(operand);
    }
    return forms.toString();
  }

  private void entry(String left, String text) {
    out.append(left);
    int at = left.length();
    if (at + 2 > COLUMN) {
      out.append('\n');
      at = 0;
    }
    TextBlock.spaces(out, COLUMN - at);
    TextBlock.append(out, plain(text), COLUMN, COLUMN);
  }

  private void paragraphs(String text) {
    TextBlock.append(out, plain(text), 0, 0);
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  /** Markdown as plain text: code is quoted. */
  private static String plain(String markdown) {
    return markdown.replace('`', '\'');
  }

  private String bytes() {
    return Latin1.ofUnicode(out.toString());
  }
}
