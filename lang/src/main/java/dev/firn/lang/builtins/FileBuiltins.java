package dev.firn.lang.builtins;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.error.RestrictedPathError;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.Coerce;
import dev.firn.lang.eval.ContextBuilder;
import dev.firn.lang.eval.EvalSettings;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Files;
import dev.firn.lang.eval.Force;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.host.FileKind;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.ContextElement;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.StringContext;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Reads files and directories. */
final class FileBuiltins implements BuiltinLibrary {
  private static final int HASH_PART = 32;

  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    EvalSettings settings = evaluator.settings();
    registry
        .add("__toPath", 1, FileBuiltins::toPath)
        .add("__pathExists", 1, FileBuiltins::pathExists)
        .add("__readFile", 1, FileBuiltins::readFile)
        .add("__readDir", 1, FileBuiltins::readDirectory)
        .add("__readFileType", 1, FileBuiltins::readFileType)
        .add("__hashFile", 2, (ev, position, args) -> hashFile(ev, args, settings));
  }

  private static Value toPath(Evaluation ev, int position, Lazy[] args) {
    ContextBuilder context = new ContextBuilder();
    String purpose = "while evaluating the first argument passed to builtins.toPath";
    String path = Coerce.toPath(args[0], context, ev, Positions.NONE, purpose);
    return new StringValue(path, context.build());
  }

  private static Value pathExists(Evaluation ev, int position, Lazy[] args) {
    long mark = ev.mark();
    try {
      boolean directory =
          args[0].force(ev, Positions.NONE) instanceof StringValue string
              && meansDirectory(string.text());
      String path =
          directory ? RealisedPath.followed(args[0], ev) : RealisedPath.inDirectory(args[0], ev);
      FileKind kind = ev.host().kind(path);
      return BoolValue.of(directory ? kind == FileKind.DIRECTORY : kind != null);
    } catch (RestrictedPathError hidden) {
      // It may be allowed later.
      ev.onlyMain();
      ev.restore(mark);
      return BoolValue.FALSE;
    }
  }

  private static boolean meansDirectory(String text) {
    return text.endsWith("/") || text.endsWith("/.");
  }

  private static Value readFile(Evaluation ev, int position, Lazy[] args) {
    String path = RealisedPath.followed(args[0], ev);
    String content = ev.host().readFile(path);
    if (content.indexOf('\0') >= 0) {
      throw new EvalError(
          "the contents of the file '" + path + "' cannot be represented as a Nix string");
    }
    return new StringValue(content, mentioned(content, ev.host().references(path)));
  }

  /** Those of some store paths that a text mentions by their digits. */
  private static StringContext mentioned(String content, List<String> references) {
    List<ContextElement> found = new ArrayList<>();
    for (String reference : references) {
      int digits = reference.lastIndexOf('/') + 1;
      if (content.contains(reference.substring(digits, digits + HASH_PART))) {
        found.add(new ContextElement.Opaque(reference));
      }
    }
    return StringContext.of(found);
  }

  private static Value readDirectory(Evaluation ev, int position, Lazy[] args) {
    String path = RealisedPath.followed(args[0], ev);
    SortedMap<String, FileKind> entries = ev.host().readDirectory(path);
    AttrsBuilder result = new AttrsBuilder(entries.size());
    for (Map.Entry<String, FileKind> entry : entries.entrySet()) {
      result.add(ev.symbol(entry.getKey()), FileKinds.value(entry.getValue()));
    }
    return result.build();
  }

  /** Unlike its siblings, this one does not follow links: not even those of the directories that lead to the file. */
  private static Value readFileType(Evaluation ev, int position, Lazy[] args) {
    String path = RealisedPath.asGiven(args[0], ev);
    for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
      String ancestor = path.substring(0, slash);
      if (ev.host().kind(ancestor) == FileKind.SYMLINK) {
        throw new EvalError("path '" + ancestor + "' (or its ancestor) is a symlink");
      }
    }
    return FileKinds.value(Files.existing(ev.host(), path));
  }

  private static Value hashFile(Evaluation ev, Lazy[] args, EvalSettings settings) {
    String context = "while evaluating the first argument passed to builtins.hashFile";
    String name = Force.plainString(args[0], ev, Positions.NONE, context);
    HashAlgorithm algorithm = HashAlgorithms.parse(name, settings);
    String content = ev.host().readFile(RealisedPath.followed(args[1], ev));
    return new StringValue(Hash.digest(algorithm, content).base16());
  }
}
