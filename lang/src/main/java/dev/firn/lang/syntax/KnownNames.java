package dev.firn.lang.syntax;

import java.util.StringTokenizer;

/**
 * The names that Nix knows before it reads a program, in the order in which it comes to know them. Sets are evaluated and compared in
 * the order in which their names became known, which a program shows by its traces and by the error that comes first.
 */
final class KnownNames {
  /** Names that mean something to the evaluator, before and after the empty name. */
  private static final String BEFORE_EMPTY =
      """
      <with> outPath drvPath type meta name value system __overrides outputs outputName __ignoreNulls file line
      column __functor __toString right wrong __structuredAttrs __json allowedReferences allowedRequisites
      disallowedReferences disallowedRequisites maxSize maxClosureSize builder args __contentAddressed __impure
      outputHash outputHashAlgo outputHashMode recurseForDerivations description self
      """;

  private static final String AFTER_EMPTY =
      """
      startSet operator key path prefix outputSpecified requiredSystemFeatures __sub __lessThan __mul __div or
      __findFile __nixPath body
      """;

  /**
   * Global variables, and after the last of them the names in its definition. Those with a prefix are known without it, too: as members of
   * {@code builtins}. Those of experimental features are not among them.
   */
  private static final String GLOBALS =
      """
      builtins true false null __currentTime __currentSystem __nixVersion __storeDir __langVersion
      __traceVerbose __nixPath scopedImport import __typeOf isNull __isFunction __isInt __isFloat __isString
      __isBool __isPath __genericClosure break abort throw __addErrorContext __ceil __floor __tryEval __getEnv
      __seq __deepSeq __trace __warn derivationStrict placeholder __toPath __storePath __pathExists baseNameOf
      dirOf __readFile __findFile __hashFile __readFileType __readDir __toXML __toJSON __fromJSON __toFile
      __filterSource __path __attrNames __attrValues __getAttr __unsafeGetAttrPos __hasAttr __isAttrs
      removeAttrs __listToAttrs __intersectAttrs __catAttrs __functionArgs __mapAttrs __zipAttrsWith __isList
      __elemAt __head __tail map __filter __elem __concatLists __length __foldl' __any __all __genList __sort
      __partition __groupBy __concatMap __add __sub __mul __div __bitAnd __bitOr __bitXor __lessThan __toString
      __substring __stringLength __hashString __convertHash __match __split __concatStringsSep __replaceStrings
      __parseDrvName __compareVersions __splitVersion __unsafeDiscardStringContext __hasContext
      __unsafeDiscardOutputDependency __addDrvOutputDependencies __getContext __appendContext fetchMercurial
      fetchFinalTree __fetchurl fetchTarball fetchGit fromTOML __getFlake __parseFlakeRef __flakeRefToString
      derivation strict drvAttrs commonAttrs outputsList x outputToAttrListElement
      """;

  private static final String PREFIX = "__";

  private KnownNames() {}

  /** Makes symbols of all of them, in order. */
  static void load() {
    load(BEFORE_EMPTY, false);
    Symbol.of("");
    load(AFTER_EMPTY, false);
    load(GLOBALS, true);
  }

  private static void load(String names, boolean withMembers) {
    StringTokenizer words = new StringTokenizer(names);
    while (words.hasMoreTokens()) {
      String name = words.nextToken();
      Symbol.of(name);
      if (withMembers && name.startsWith(PREFIX)) {
        Symbol.of(name.substring(PREFIX.length()));
      }
    }
  }
}
