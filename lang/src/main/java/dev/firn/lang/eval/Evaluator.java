package dev.firn.lang.eval;

import dev.firn.base.text.ErrorReport;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.error.ParseError;
import dev.firn.lang.error.Reports;
import dev.firn.lang.host.Host;
import dev.firn.lang.syntax.Expr;
import dev.firn.lang.syntax.ParseOptions;
import dev.firn.lang.syntax.Parser;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Source;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.syntax.SyntaxError;
import dev.firn.lang.syntax.SyntaxTrees;
import dev.firn.lang.syntax.Tree;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.PathValue;
import dev.firn.lang.value.Thunk;
import dev.firn.lang.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The Nix language: parses and evaluates files and strings, each file once.
 *
 * <p>Evaluate on a thread with a large stack ({@link dev.firn.lang.value.Stacks#call}).
 */
public final class Evaluator {
  /** The environment of expressions at the top of a file: every name that they see is a global. */
  private static final Env ROOT = new Env.Many(null, 0);

  private final Host host;
  private final EvalSettings settings;
  private final @Nullable SyntaxTrees trees;
  private final Positions positions;
  private final Evaluation main;
  private final Registry registry;
  private final Scope.Globals globals;
  private final SearchPath searchPath;
  private final List<SearchPath.Entry> searchEntries;
  private final Map<String, String> resolvedImports = new ConcurrentHashMap<>();
  private final Map<String, Lazy> files = new ConcurrentHashMap<>();

  /** An evaluator with some builtins. */
  public Evaluator(Host host, EvalSettings settings, List<BuiltinLibrary> libraries) {
    this(host, settings, libraries, null);
  }

  /**
   * The same.
   *
   * @param trees the syntax trees that earlier evaluators have left; null where there were none
   */
  public Evaluator(
      Host host,
      EvalSettings settings,
      List<BuiltinLibrary> libraries,
      @Nullable SyntaxTrees trees) {
    this.host = host;
    this.trees = trees;
    this.positions = trees == null ? new Positions() : trees.positions();
    this.settings = settings;
    this.main = new Evaluation(host, positions, settings.maxCallDepth(), settings.showTrace());
    this.registry = new Registry(main);
    this.searchPath = new SearchPath(host, settings.pure());
    this.searchEntries =
        settings.pure()
            ? List.of()
            : settings.searchPath().stream().map(SearchPath.Entry::parse).toList();
    if (settings.restricted() || settings.pure()) {
      searchPath.allow(searchEntries);
    }
    for (BuiltinLibrary library : libraries) {
      library.addTo(registry, this);
    }
    this.globals = registry.globals();
  }

  /** The outside world. */
  public Host host() {
    return host;
  }

  /** The settings. */
  public EvalSettings settings() {
    return settings;
  }

  /** What positions mean. */
  public Positions positions() {
    return positions;
  }

  /** The evaluation that decides results. */
  public Evaluation evaluation() {
    return main;
  }

  /** Where {@code <name>} is looked for. */
  public SearchPath searchPath() {
    return searchPath;
  }

  /** The entries of the search path that the user gave. */
  public List<SearchPath.Entry> searchEntries() {
    return searchEntries;
  }

  /** A member of {@code builtins}. */
  public Lazy builtin(String name) {
    return registry.member(name);
  }

  /** Parses a text; relative paths in it start from a directory. */
  public Expr parse(Source source, String baseDirectory) {
    return parse(source, baseDirectory, main).expr();
  }

  private Tree parse(Source source, String baseDirectory, Evaluation ev) {
    ParseOptions options = parseOptions(baseDirectory);
    Tree tree = parse(source, ev.isHelper() ? ahead(options, ev) : options);
    ev.meet(tree.names());
    return tree;
  }

  private Tree parse(Source source, ParseOptions options) {
    try {
      return trees == null ? Parser.tree(source, positions, options) : trees.parse(source, options);
    } catch (SyntaxError error) {
      throw new ParseError(error);
    }
  }

  /** The options of the parser for a text in a directory. */
  public ParseOptions parseOptions(String baseDirectory) {
    return new ParseOptions(
        baseDirectory,
        settings.pure() ? null : this::home,
        settings.enabled("pipe-operators"),
        settings.urlLiterals(),
        settings.absolutePaths(),
        settings.shortPaths(),
        this::warnAt,
        main.names());
  }

  /** The options for a helper, which prints no warnings. */
  private static ParseOptions ahead(ParseOptions options, Evaluation helper) {
    return options.ahead((text, position) -> helper.onlyMain());
  }

  private String home() {
    String home = host.home();
    if (home == null) {
      throw new EvalError("cannot determine the user's home directory");
    }
    return home;
  }

  private void warnAt(String text, int position) {
    warn(new EvalError(text, position));
  }

  /** Warns: of something that would be an error if it were worse, with its position and story. */
  public void warn(EvalError warning) {
    host.report(Reports.of(warning, ErrorReport.Level.WARNING, positions));
  }

  /** Parses a text and resolves its names. */
  public Code compile(Source source, String baseDirectory) {
    return compile(parse(source, baseDirectory));
  }

  /** Resolves the names of an expression. */
  public Code compile(Expr expr) {
    return compile(expr, main);
  }

  /** The same for an evaluation that has met the names in it. */
  Code compile(Expr expr, Evaluation ev) {
    return Compiler.compile(expr, globals, ev);
  }

  /** Resolves the names of an expression that sees some more names than files do; these come first. */
  public Code compile(Expr expr, Map<Symbol, Lazy> names) {
    return Compiler.compile(expr, new Scope.Globals(globals, names), main);
  }

  /** Evaluates code that belongs to the top of a file. */
  public Value eval(Code code, Evaluation ev) {
    return code.eval(ROOT, ev);
  }

  /** A slot for code that belongs to the top of a file; a thunk even where the value is at hand, as what {@code --arg} gives. */
  public Lazy delay(Code code) {
    return new Thunk(code, ROOT);
  }

  /** Evaluates a text. */
  public Value evalString(String text, String baseDirectory) {
    return eval(compile(Source.string(text), baseDirectory), main);
  }

  /** Evaluates a file, or the {@code default.nix} of a directory; every file once. */
  public Value evalFile(String path, Evaluation ev) {
    String file = resolvedImports.get(path);
    if (file == null) {
      file = resolveImport(path, ev.host());
      resolvedImports.put(path, file);
    }
    Lazy slot = files.get(file);
    if (slot == null) {
      slot = files.computeIfAbsent(file, key -> new Thunk(new FileCode(this, key), ROOT));
    }
    return slot.force(ev, Positions.NONE);
  }

  private static String resolveImport(String path, Host host) {
    return InternalFiles.contains(path) ? path : Files.toImport(host, path);
  }

  /** Parses a file, or the {@code default.nix} of a directory. */
  public Expr parseFile(String path) {
    return parseResolved(resolveImport(path, host), main).expr();
  }

  /** Parses a file for an evaluation, which has met its names then. */
  Tree parseResolved(String file, Evaluation ev) {
    if (InternalFiles.contains(file)) {
      return parse(
          Source.file(PathValue.shown(file), InternalFiles.read(file)), InternalFiles.ROOT, ev);
    }
    Host world = ev.host();
    String text = world.readFile(Files.resolveLinks(world, file));
    Source source = Source.file(file, text);
    return parse(source, Paths.parent(file), ev);
  }

  /** Evaluates a file that sees the attributes of a set before all other names; never remembered. */
  public Value evalScoped(Attrs scope, String path, Evaluation ev) {
    ev.onlyMain();
    Map<Symbol, Lazy> names = new LinkedHashMap<>();
    for (int i = 0; i < scope.size(); i++) {
      names.put(scope.shape().name(i), scope.value(i));
    }
    return eval(compile(parseFile(path), names), ev);
  }

  /** Reads files again when they are asked for the next time: they may have changed. */
  public void forgetFiles() {
    resolvedImports.clear();
    files.clear();
  }

  /** The names of the global variables. */
  public List<String> globalNames() {
    return globals.slots().keySet().stream().map(Symbol::name).toList();
  }

  /** Finds {@code <name>}. */
  public String findFile(String name) {
    return searchPath.find(searchEntries, name, Positions.NONE, host);
  }

  /** Evaluates a builtin that is written in Nix. */
  public Lazy internal(String name) {
    Source source = new Source(Source.Kind.INTERNAL, name, InternalFiles.load(name));
    return new Thunk(new InternalCode(this, source), ROOT);
  }
}
