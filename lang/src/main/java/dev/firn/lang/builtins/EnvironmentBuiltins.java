package dev.firn.lang.builtins;

import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.EvalSettings;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Force;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.host.Host;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Thunk;
import dev.firn.lang.value.Value;

/** Where and when the program is evaluated. A pure evaluation does not know. */
final class EnvironmentBuiltins implements BuiltinLibrary {
  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    Host host = evaluator.host();
    EvalSettings settings = evaluator.settings();
    boolean hidden = settings.restricted() || settings.pure();
    registry
        .constant("__storeDir", new StringValue(host.storeDirectory()))
        .add("__getEnv", 1, (ev, position, args) -> getEnv(args[0], ev, hidden));
    if (!settings.pure()) {
      registry.constant("__currentTime", new Thunk(new CurrentTime(host), new Env.Many(null, 0)));
      String system = settings.system();
      if (system != null) {
        registry.constant("__currentSystem", new StringValue(system));
      }
    }
  }

  /** A thunk, so that only what needs the time depends on it. */
  private static final class CurrentTime extends Code {
    private final Host host;

    CurrentTime(Host host) {
      this.host = host;
    }

    @Override
    public Value eval(Env env, Evaluation ev) {
      return IntValue.of(host.currentTime());
    }

    @Override
    public int position() {
      return Positions.NONE;
    }
  }

  private static Value getEnv(Lazy argument, Evaluation ev, boolean hidden) {
    String context = "while evaluating the first argument passed to builtins.getEnv";
    String name = Force.plainString(argument, ev, Positions.NONE, context);
    String value = hidden ? null : ev.host().environment(name);
    return value == null ? StringValue.EMPTY : new StringValue(value);
  }
}
