package dev.firn.realise.fetch;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.EvalSettings;
import dev.firn.lang.eval.Force;
import dev.firn.lang.host.SearchPathUrls;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Builtin;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Value;
import dev.firn.realise.instantiate.EvaluationStore;
import dev.firn.realise.instantiate.ExpectedHash;
import dev.firn.realise.instantiate.StoreErrors;
import dev.firn.store.path.BadStorePathException;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StorePath;
import dev.firn.store.path.StorePathName;
import dev.firn.store.path.StorePaths;
import org.jspecify.annotations.Nullable;

/** {@code fetchurl} and {@code fetchTarball}. */
final class FetchCall implements Builtin.Body {
  private static final Symbol URL = Symbol.of("url");
  private static final Symbol SHA256 = Symbol.of("sha256");
  private static final Symbol NAME = Symbol.of("name");

  private final String who;
  private final boolean unpack;
  private final EvaluationStore store;
  private final EvalSettings settings;

  /**
   * One of them.
   *
   * @param who its name, for messages
   * @param unpack whether what is fetched is an archive, and its content is wanted
   */
  FetchCall(String who, boolean unpack, EvaluationStore store, EvalSettings settings) {
    this.who = who;
    this.unpack = unpack;
    this.store = store;
    this.settings = settings;
  }

  /** What a call asks for. */
  private static final class Request {
    @Nullable String url;
    @Nullable Hash expected;
    String name = "";
    boolean nameGiven;
    boolean attrsGiven;
  }

  @Override
  public Value call(Evaluation ev, int position, Lazy[] args) {
    ev.onlyMain();
    Request request = request(args[0], ev);
    String given = request.url;
    if (given == null) {
      throw new EvalError("'url' argument required");
    }
    String url = unpack ? SearchPathUrls.resolve(given) : given;
    UrlAccess.check(url, settings, ev.host());
    if (request.name.isEmpty()) {
      request.name = unpack ? "source" : baseName(url);
    }
    checkName(request, url);
    if (settings.pure() && request.expected == null) {
      throw new EvalError("in pure evaluation mode, '" + who + "' requires a 'sha256' argument");
    }
    try {
      return store.reference(fetched(request, url, ev), ev);
    } catch (RuntimeException failure) {
      throw StoreErrors.of(failure);
    }
  }

  private Request request(Lazy argument, Evaluation ev) {
    Request request = new Request();
    if (argument.force(ev, Positions.NONE) instanceof Attrs attrs) {
      request.attrsGiven = true;
      int[] order = ev.order(attrs);
      for (int i = 0; i < attrs.size(); i++) {
        int index = order[i];
        int written = attrs.shape().position(index);
        read(request, attrs.shape().name(index), attrs.value(index), written, ev);
      }
    } else {
      String context = "while evaluating the url we should fetch";
      request.url = Force.plainString(argument, ev, Positions.NONE, context);
    }
    return request;
  }

  private void read(Request request, Symbol attribute, Lazy slot, int written, Evaluation ev) {
    if (attribute == URL) {
      String context = "while evaluating the url we should fetch";
      request.url = Force.plainString(slot, ev, written, context);
    } else if (attribute == SHA256) {
      String context = "while evaluating the sha256 of the content we should fetch";
      String text = Force.plainString(slot, ev, written, context);
      request.expected = ExpectedHash.parse(text, HashAlgorithm.SHA256, settings, ev);
    } else if (attribute == NAME) {
      String context = "while evaluating the name of the content we should fetch";
      request.name = Force.plainString(slot, ev, written, context);
      request.nameGiven = true;
    } else {
      throw new EvalError("unsupported argument '" + attribute.name() + "' to '" + who + "'");
    }
  }

  /** What follows the last slash, of which one may stand at the end. */
  private static String baseName(String url) {
    int end = url.endsWith("/") ? url.length() - 1 : url.length();
    return url.substring(url.lastIndexOf('/', end - 1) + 1, end);
  }

  private void checkName(Request request, String url) {
    try {
      StorePathName.check(request.name);
    } catch (BadStorePathException bad) {
      throw new EvalError(
          "invalid store path name when fetching URL '"
              + url
              + "': "
              + bad.getMessage()
              + ". "
              + advice(request)
              + " so that it can create a valid store path.");
    }
  }

  private String advice(Request request) {
    if (request.nameGiven) {
      return "Please change the value for the 'name' attribute passed to '" + who + "',";
    }
    return request.attrsGiven
        ? "Please add a valid 'name' attribute to the argument for '" + who + "',"
        : "Please pass an attribute set with 'url' and 'name' attributes to '" + who + "', ";
  }

  private StorePath fetched(Request request, String url, Evaluation ev) {
    Hash expected = request.expected;
    if (expected != null) {
      ContentAddressMethod method = unpack ? ContentAddressMethod.NAR : ContentAddressMethod.FLAT;
      ContentAddress address = new ContentAddress(method, expected);
      StorePath wanted = StorePaths.fixed(store.dir(), request.name, address);
      if (store.isValid(wanted)) {
        return wanted;
      }
    }
    ev.host().dependsOnMore();
    return unpack
        ? Fetches.tarball(url, request.name, expected, store)
        : Fetches.file(url, request.name, expected, store);
  }
}
