package dev.firn.realise.instantiate;

import dev.firn.base.hash.HashAlgorithm;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.Coerce;
import dev.firn.lang.eval.ContextBuilder;
import dev.firn.lang.eval.EvalSettings;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Files;
import dev.firn.lang.eval.Force;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.ContextElement;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Secrets;
import dev.firn.lang.value.StringContext;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StorePath;
import java.util.SortedSet;
import java.util.TreeSet;

/** Puts texts and files into the store, and refers to what is there. */
final class SourceBuiltins implements BuiltinLibrary {
  private static final Symbol PATH = Symbol.of("path");
  private static final Symbol NAME = Symbol.of("name");
  private static final Symbol FILTER = Symbol.of("filter");
  private static final Symbol RECURSIVE = Symbol.of("recursive");
  private static final Symbol SHA256 = Symbol.of("sha256");

  private final EvaluationStore store;

  SourceBuiltins(EvaluationStore store) {
    this.store = store;
  }

  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    EvalSettings settings = evaluator.settings();
    registry
        .add("__toFile", 2, (ev, position, args) -> toFile(args, ev))
        .add("__filterSource", 2, (ev, position, args) -> filterSource(args, ev))
        .add("__path", 1, (ev, position, args) -> path(args[0], settings, ev))
        .add("__storePath", 1, (ev, position, args) -> storePath(args[0], settings.pure(), ev));
  }

  private Value toFile(Lazy[] args, Evaluation ev) {
    String context = "while evaluating the first argument passed to builtins.toFile";
    String name = Force.plainString(args[0], ev, Positions.NONE, context);
    context = "while evaluating the second argument passed to builtins.toFile";
    StringValue contents = Force.string(args[1], ev, Positions.NONE, context);
    try {
      Secrets.refuse(contents.context(), "the file '" + name + "'");
      SortedSet<StorePath> references = new TreeSet<>();
      for (ContextElement element : contents.context()) {
        references.add(reference(element, name));
      }
      return store.reference(store.addText(name, contents.text(), references, ev), ev);
    } catch (RuntimeException failure) {
      throw StoreErrors.of(failure);
    }
  }

  private StorePath reference(ContextElement element, String name) {
    if (element instanceof ContextElement.Opaque opaque) {
      return store.parse(opaque.path());
    }
    if (element instanceof ContextElement.Secret secret) {
      throw new EvalError(
          "the " + secret.display() + " cannot be a part of the file '" + name + "'");
    }
    throw new EvalError(
        "files created by builtins.toFile may not reference derivations, but "
            + name
            + " references "
            + element.encoded().replace(store.dir().path() + "/", ""));
  }

  private Value filterSource(Lazy[] args, Evaluation ev) {
    ContextBuilder context = new ContextBuilder();
    String path =
        Coerce.toPath(
            args[1],
            context,
            ev,
            Positions.NONE,
            "while evaluating the second argument (the path to filter) passed to"
                + " 'builtins.filterSource'");
    Force.function(
        args[0],
        ev,
        Positions.NONE,
        "while evaluating the first argument passed to builtins.filterSource");
    AddedPath source = new AddedPath(store, ev, path, context.build());
    source.name = SourceCopies.baseName(path);
    source.filter = args[0];
    return source.add();
  }

  private Value path(Lazy argument, EvalSettings settings, Evaluation ev) {
    String context = "while evaluating the argument passed to 'builtins.path'";
    Attrs attrs = Force.attrs(argument, ev, Positions.NONE, context);
    ContextBuilder mentioned = new ContextBuilder();
    AddedPath source = new AddedPath(store, ev, "", StringContext.EMPTY);
    int[] order = ev.order(attrs);
    for (int i = 0; i < attrs.size(); i++) {
      int index = order[i];
      readPathAttribute(
          source,
          attrs.shape().name(index),
          attrs.value(index),
          attrs.shape().position(index),
          mentioned,
          settings,
          ev);
    }
    if (source.path.isEmpty()) {
      throw new EvalError(
          "missing required 'path' attribute in the first argument to 'builtins.path'");
    }
    source.context = mentioned.build();
    if (source.name.isEmpty()) {
      source.name = SourceCopies.baseName(source.path);
    }
    return source.add();
  }

  private static void readPathAttribute(
      AddedPath source,
      Symbol attribute,
      Lazy slot,
      int written,
      ContextBuilder mentioned,
      EvalSettings settings,
      Evaluation ev) {
    if (attribute == PATH) {
      String context = "while evaluating the 'path' attribute passed to 'builtins.path'";
      source.path = Coerce.toPath(slot, mentioned, ev, written, context);
    } else if (attribute == NAME) {
      String context = "while evaluating the `name` attribute passed to builtins.path";
      source.name = Force.plainString(slot, ev, written, context);
    } else if (attribute == FILTER) {
      Force.function(
          slot, ev, written, "while evaluating the `filter` parameter passed to builtins.path");
      source.filter = slot;
    } else if (attribute == RECURSIVE) {
      String context = "while evaluating the `recursive` attribute passed to builtins.path";
      boolean recursive = Force.bool(slot, ev, written, context);
      source.method = recursive ? ContentAddressMethod.NAR : ContentAddressMethod.FLAT;
    } else if (attribute == SHA256) {
      String context = "while evaluating the `sha256` attribute passed to builtins.path";
      String hash = Force.plainString(slot, ev, written, context);
      source.expected = ExpectedHash.parse(hash, HashAlgorithm.SHA256, settings, ev);
    } else {
      throw new EvalError(
          "unsupported argument '" + attribute.shown() + "' to 'builtins.path'", written);
    }
  }

  private Value storePath(Lazy argument, boolean pure, Evaluation ev) {
    if (pure) {
      throw new EvalError("'builtins.storePath' is not allowed in pure evaluation mode");
    }
    ContextBuilder context = new ContextBuilder();
    String path =
        Coerce.toPath(
            argument,
            context,
            ev,
            Positions.NONE,
            "while evaluating the first argument passed to 'builtins.storePath'");
    Secrets.refuse(context.build(), "the name of a file");
    try {
      // What lies in the store itself may be a link: it is what is meant.
      String real = store.dir().find(path) != null ? path : Files.resolveLinks(ev.host(), path);
      if (!store.dir().contains(real)) {
        throw new EvalError("path '" + real + "' is not in the Nix store");
      }
      StorePath object = store.dir().split(real).storePath();
      if (!store.isReadOnly()) {
        store.requireValid(object);
      }
      context.add(new ContextElement.Opaque(store.print(object)));
      return new StringValue(real, context.build());
    } catch (RuntimeException failure) {
      throw StoreErrors.of(failure);
    }
  }
}
