package dev.firn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.app.command.CommandLine.Assignment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommandLineParserTest {
  private static CommandLine parse(String... words) {
    return CommandLineParser.parse(
        EvaluationCommands.NIX_INSTANTIATE, "nix-instantiate", List.of(words));
  }

  private static UsageException refused(String... words) {
    return assertThrows(UsageException.class, () -> parse(words));
  }

  @Test
  void optionsAndOperandsMayMix() {
    CommandLine line = parse("a.nix", "--eval", "-A", "x", "b.nix", "--attr", "y");

    assertEquals(List.of("a.nix", "b.nix"), line.operands());
    assertTrue(line.has(InstantiateOptions.EVAL));
    assertFalse(line.has(InstantiateOptions.PARSE));
    assertEquals(List.of("x", "y"), line.values(EvalOptions.ATTR));
    assertEquals("y", line.value(EvalOptions.ATTR));
    assertNull(line.value(InstantiateOptions.ADD_ROOT));
  }

  @Test
  void shortOptionsMayBeJoined() {
    CommandLine line = parse("-vvE", "1", "-j3");

    assertEquals(2, line.count(CommonOptions.VERBOSE));
    assertTrue(line.has(InstantiateOptions.EXPR));
    assertEquals(List.of(new Assignment("max-jobs", "3", false)), line.settings());
  }

  @Test
  void settingsAreOptions() {
    assertEquals(
        List.of(
            new Assignment("cores", "2", true),
            new Assignment("system", "s", false),
            new Assignment("pure-eval", "true", false),
            new Assignment("restrict-eval", "false", false),
            new Assignment("extra-nix-path", "a=b", false),
            new Assignment("show-trace", "true", false),
            new Assignment("pure-eval", "false", false)),
        parse(
                "--option",
                "cores",
                "2",
                "--system",
                "s",
                "--pure-eval",
                "--no-restrict-eval",
                "--extra-nix-path",
                "a=b",
                "--show-trace",
                "--impure")
            .settings());
  }

  @Test
  void twoDashesEndTheOptions() {
    assertEquals(List.of("-A", "--eval"), parse("--", "-A", "--eval").operands());
    assertEquals(List.of("-", ""), parse("-", "").operands());
  }

  @Test
  void whatNobodyKnowsIsRefused() {
    assertEquals("unrecognised flag '--evla'", refused("--evla").getMessage());
    assertEquals(List.of("--eval"), refused("--evla").suggestions());
    assertEquals("unrecognised flag '-X'", refused("-X").getMessage());
    assertEquals("unrecognised flag '--no-cores'", refused("--no-cores").getMessage());
    assertEquals("unrecognised flag '--extra-cores'", refused("--extra-cores").getMessage());
  }

  @Test
  void whatIsMissingIsSaid() {
    assertEquals(
        "flag '--arg' requires 2 argument(s), but only 1 were given",
        refused("--arg", "x").getMessage());
    assertEquals("'-A' requires an argument", refused("-A").getMessage());
  }

  @Test
  void moreOperandsThanItTakesAreRefused() {
    UsageException wrong =
        assertThrows(
            UsageException.class,
            () -> CommandLineParser.parse(EvaluationCommands.EVAL, "firn eval", List.of("a", "b")));
    assertEquals("unexpected argument 'b'", wrong.getMessage());
  }

  @Test
  void noCommandHasTwoOptionsOfOneName() {
    for (CommandSpec command : Commands.all()) {
      Set<String> forms = new HashSet<>();
      for (Option option : command.options()) {
        for (String form : option.forms()) {
          assertTrue(forms.add(form), command.name() + " has two " + form);
        }
      }
    }
  }
}
