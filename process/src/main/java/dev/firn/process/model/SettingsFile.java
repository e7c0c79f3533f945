package dev.firn.process.model;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Paths;
import dev.firn.lang.host.FileKind;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Calls;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a deployment that stand beside its model.
 *
 * @param name of the deployment
 * @param manager the process manager
 * @param stateDir the absolute path of where processes keep what they change
 * @param privileged whether processes may have users of their own
 * @param arguments what the model is given
 */
record SettingsFile(
    @Nullable String name,
    @Nullable String manager,
    @Nullable String stateDir,
    @Nullable Boolean privileged,
    Attrs arguments) {
  /** The name of the file. */
  static final String NAME = "firn.toml";

  private static final List<String> SETTINGS =
      List.of("arguments", "manager", "name", "privileged", "state-dir", "target");

  /**
   * Reads the settings in a directory; none if there is no such file.
   *
   * @throws dev.firn.lang.error.EvalError if the file is wrong
   */
  static SettingsFile in(String directory, Evaluator evaluator, Needs needs) {
    String file = directory.equals("/") ? "/" + NAME : directory + "/" + NAME;
    FileKind kind = evaluator.host().kind(file);
    if (kind == null) {
      return new SettingsFile(null, null, null, null, Attrs.EMPTY);
    }
    Evaluation ev = evaluator.evaluation();
    Value parser = evaluator.builtin("fromTOML").force(ev, Positions.NONE);
    StringValue text = new StringValue(evaluator.host().readFile(file));
    Fields fields = new Fields(table(parser, text, file, ev), file, needs, ev);
    fields.only(SETTINGS, "setting");
    String target = fields.text("target");
    if (target != null && !target.equals(Choices.TARGET)) {
      throw fields.wrong("target", "must be \"" + Choices.TARGET + "\"");
    }
    String state = fields.text("state-dir");
    Attrs arguments = fields.set("arguments");
    return new SettingsFile(
        fields.text("name"),
        fields.text("manager"),
        state == null
            ? null
            : Paths.canonical(state.startsWith("/") ? state : directory + "/" + state),
        fields.has("privileged") ? (Boolean) fields.flag("privileged", false) : null,
        arguments == null ? Attrs.EMPTY : arguments);
  }

  private static Attrs table(Value parser, StringValue text, String file, Evaluation ev) {
    try {
      return (Attrs) Calls.call(parser, text, ev, Positions.NONE);
    } catch (EvalError wrong) {
      throw new EvalError(file + ": " + wrong.text());
    }
  }
}
