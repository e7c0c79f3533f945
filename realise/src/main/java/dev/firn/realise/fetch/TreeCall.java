package dev.firn.realise.fetch;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.Coerce;
import dev.firn.lang.eval.ContextBuilder;
import dev.firn.lang.eval.EvalSettings;
import dev.firn.lang.eval.Force;
import dev.firn.lang.flake.FlakeRefException;
import dev.firn.lang.flake.FlakeRefs;
import dev.firn.lang.flake.InputAttribute;
import dev.firn.lang.host.Host;
import dev.firn.lang.print.JsonPrinter;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Builtin;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.PathValue;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import dev.firn.realise.instantiate.EvaluationStore;
import dev.firn.realise.instantiate.StoreErrors;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code fetchTree} and {@code fetchGit}. What they are called with is checked; of trees, those of files and of Git can be fetched. */
final class TreeCall implements Builtin.Body {
  private static final Symbol TYPE = Symbol.of("type");
  private static final String EXPORT_IGNORE = "exportIgnore";

  private final String who;
  private final boolean git;
  private final EvaluationStore store;
  private final EvalSettings settings;

  TreeCall(String who, EvaluationStore store, EvalSettings settings) {
    this.who = who;
    this.store = store;
    this.git = who.equals("fetchGit");
    this.settings = settings;
  }

  @Override
  public Value call(Evaluation ev, int position, Lazy[] args) {
    ev.onlyMain();
    FlakeRefs.Context context = context(ev);
    try {
      SortedMap<String, InputAttribute> input = input(args[0], context, ev);
      String url = FlakeRefs.format(input, context);
      if (settings.pure() && !isLocked(input)) {
        requireHash(input, url, ev);
      }
      UrlAccess.check(url, settings, ev.host());
      ev.host().dependsOnMore();
      return fetched(input, url, ev.host()).value(store, git, ev);
    } catch (FlakeRefException bad) {
      throw new EvalError(String.valueOf(bad.getMessage()));
    }
  }

  private void requireHash(SortedMap<String, InputAttribute> input, String url, Evaluation ev) {
    if (!input.containsKey("narHash")) {
      throw new EvalError(
          "in pure evaluation mode, '" + who + "' doesn't fetch unlocked input '" + url + "'");
    }
    ev.host()
        .warn(
            "Input '"
                + url
                + "' is unlocked (e.g. lacks a Git revision) but is checked by NAR hash. This is"
                + " not reproducible and will break after garbage collection or when shared.");
  }

  private FetchedTree fetched(SortedMap<String, InputAttribute> input, String url, Host host) {
    String type = input.get("type") instanceof InputAttribute.Text(String name) ? name : "";
    try {
      return switch (type) {
        case "path" -> PathTree.fetch(input, url, store);
        case "git" -> GitTree.fetch(input, url, store, host);
        case "tarball", "file" -> throw later(input, type);
        default -> throw FutureCalls.later(who);
      };
    } catch (IOException failed) {
      throw StoreErrors.of(failed).trace(Positions.NONE, "while fetching the input '" + url + "'");
    } catch (RuntimeException failed) {
      throw StoreErrors.of(failed).trace(Positions.NONE, "while fetching the input '" + url + "'");
    }
  }

  private EvalError later(SortedMap<String, InputAttribute> input, String type) {
    if (input.get("url") instanceof InputAttribute.Text(String url)
        && url.startsWith("file:")
        && !url.startsWith("file:/")) {
      return new EvalError(
          type
              + " '"
              + url
              + "' must use an absolute path. The 'file' scheme does not support relative paths.");
    }
    return FutureCalls.later(who);
  }

  private FlakeRefs.Context context(Evaluation ev) {
    return new FlakeRefs.Context() {
      @Override
      public boolean isEnabled(String feature) {
        return settings.enabled(feature);
      }

      @Override
      public void warn(String message) {
        ev.host().warn(message);
      }
    };
  }

  /** Whether the attributes name one content and no other. */
  private static boolean isLocked(SortedMap<String, InputAttribute> input) {
    return input.containsKey("rev");
  }

  private SortedMap<String, InputAttribute> input(
      Lazy argument, FlakeRefs.Context context, Evaluation ev) {
    if (argument.force(ev, Positions.NONE) instanceof Attrs attrs) {
      return attributes(attrs, ev);
    }
    String purpose = "while evaluating the first argument passed to '" + who + "'";
    String url = text(argument, ev, Positions.NONE, purpose);
    if (git) {
      SortedMap<String, InputAttribute> input = new TreeMap<>();
      input.put("url", new InputAttribute.Text(gitUrl(url)));
      return completed(input, "git");
    }
    if (!settings.enabled("flakes")) {
      throw new EvalError(
          "passing a string argument to '" + who + "' requires the 'flakes' experimental feature");
    }
    return FlakeRefs.parse(url, context);
  }

  private static String text(Lazy slot, Evaluation ev, int position, String purpose) {
    return Coerce.toText(slot, Coerce.Mode.PLAIN, new ContextBuilder(), ev, position, purpose);
  }

  private static String gitUrl(String text) {
    return text.startsWith("/") ? "file://" + text : text;
  }

  private SortedMap<String, InputAttribute> attributes(Attrs attrs, Evaluation ev) {
    String type = type(attrs, ev);
    SortedMap<String, InputAttribute> input = new TreeMap<>();
    int[] order = ev.order(attrs);
    for (int i = 0; i < attrs.size(); i++) {
      int index = order[i];
      Symbol name = attrs.shape().name(index);
      if (name != TYPE) {
        int written = attrs.shape().position(index);
        input.put(name.name(), attribute(name.name(), attrs.value(index), written, ev));
      }
    }
    if (!git && input.containsKey("name")) {
      throw new EvalError(
          "argument 'name' isn\u00e2\u0080\u0099t supported in call to '" + who + "'");
    }
    return completed(input, type);
  }

  private String type(Attrs attrs, Evaluation ev) {
    int index = attrs.shape().find(TYPE);
    if (index < 0) {
      if (git) {
        return "git";
      }
      throw new EvalError("argument 'type' is missing in call to '" + who + "'");
    }
    if (git) {
      throw new EvalError("unexpected argument 'type'");
    }
    String purpose = "while evaluating the `type` argument passed to '" + who + "'";
    return Force.plainString(attrs.value(index), ev, attrs.shape().position(index), purpose);
  }

  private InputAttribute attribute(String name, Lazy slot, int written, Evaluation ev) {
    Value value = slot.force(ev, written);
    if (value instanceof PathValue || value instanceof StringValue) {
      String text = text(value, ev, written, "");
      return new InputAttribute.Text(git && name.equals("url") ? gitUrl(text) : text);
    }
    if (value instanceof BoolValue flag) {
      return new InputAttribute.Flag(flag.value());
    }
    if (value instanceof IntValue number) {
      if (number.value() < 0) {
        throw new EvalError(
            "negative value given for '" + who + "' argument '" + name + "': " + number.value());
      }
      return new InputAttribute.Number(number.value());
    }
    if (name.equals("publicKeys")) {
      settings.require("verified-fetches", "");
      return new InputAttribute.Text(
          JsonPrinter.print(value, true, true, new ContextBuilder(), ev, Positions.NONE));
    }
    throw new EvalError(
        "argument '"
            + name
            + "' to '"
            + who
            + "' is "
            + value.describe()
            + " while a string, Boolean or integer is expected");
  }

  private SortedMap<String, InputAttribute> completed(
      SortedMap<String, InputAttribute> input, String type) {
    input.put("type", new InputAttribute.Text(type));
    boolean submodules =
        input.get("submodules") instanceof InputAttribute.Flag flag && flag.value();
    if (git && !submodules) {
      input.putIfAbsent(EXPORT_IGNORE, new InputAttribute.Flag(true));
    } else if (!git && type.equals("git")) {
      input.putIfAbsent("shallow", new InputAttribute.Flag(true));
    }
    return input;
  }
}
