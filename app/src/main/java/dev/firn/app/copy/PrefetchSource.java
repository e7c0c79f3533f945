package dev.firn.app.copy;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.CopyOptions;
import dev.firn.app.command.EvalOptions;
import dev.firn.app.command.UsageException;
import dev.firn.app.console.Surroundings;
import dev.firn.app.eval.Input;
import dev.firn.app.eval.Session;
import dev.firn.app.settings.Settings;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.Force;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import org.jspecify.annotations.Nullable;

/**
 * What {@code nix-prefetch-url} is to download.
 *
 * @param url where it is
 * @param name what the path is to be called; null for the last part of the URL
 * @param unpack whether it is an archive to be unpacked
 */
record PrefetchSource(String url, @Nullable String name, boolean unpack) {
  private static final String MIRROR = "mirror://";
  private static final String MIRRORS = "import <nixpkgs/pkgs/build-support/fetchurl/mirrors.nix>";

  /** Does something with a source and gives the exit status. */
  @FunctionalInterface
  interface Body {
    int run(PrefetchSource source);
  }

  /**
   * Finds the source that a command line names: a URL, or what {@code fetchurl} is called with at an attribute path; evaluates only if
   * that is needed.
   *
   * @return the exit status: that of the body, or of an error of the language, which was reported
   */
  static int with(CommandLine line, Settings settings, Surroundings surroundings, Body body) {
    boolean inExpression = line.has(EvalOptions.ATTR);
    if (!inExpression && line.operands().isEmpty()) {
      throw new UsageException("you must specify a URL");
    }
    String first = line.operands().isEmpty() ? "." : line.operands().getFirst();
    PrefetchSource told =
        new PrefetchSource(first, line.value(CopyOptions.NAME), line.has(CopyOptions.UNPACK));
    if (!inExpression && !first.startsWith(MIRROR)) {
      return body.run(told);
    }
    return Session.run(
        line,
        settings,
        surroundings,
        Session.Access.READ,
        session -> {
          PrefetchSource found = inExpression ? told.inExpression(line, session) : told;
          return body.run(found.unmirrored(session));
        });
  }

  /** As with Nix, the name that the call gives does not count. */
  private PrefetchSource inExpression(CommandLine line, Session session) {
    Evaluation ev = session.evaluation();
    String path = String.valueOf(line.value(EvalOptions.ATTR));
    Attrs call =
        Force.attrs(
            session.select(session.evaluate(Input.file(url)), path),
            ev,
            Positions.NONE,
            "while evaluating the source attribute to prefetch");
    Lazy mode = call.get(Symbol.of("outputHashMode"));
    return new PrefetchSource(
        first(call.get(Symbol.of("urls")), ev),
        name,
        mode == null ? unpack : text(mode, ev).equals("recursive"));
  }

  private static String first(@Nullable Lazy urls, Evaluation ev) {
    if (urls == null) {
      throw new EvalError("attribute 'urls' missing");
    }
    ListValue list = list(urls, ev);
    if (list.size() == 0) {
      throw new EvalError("'urls' list is empty");
    }
    return text(list.get(0), ev);
  }

  /** A URL of a mirror is one of the first of those that nixpkgs knows. */
  private PrefetchSource unmirrored(Session session) {
    if (!url.startsWith(MIRROR)) {
      return this;
    }
    int slash = url.indexOf('/', MIRROR.length());
    if (slash < 0) {
      throw new EvalError("invalid mirror URL '" + url + "'");
    }
    String mirror = url.substring(MIRROR.length(), slash);
    Evaluation ev = session.evaluation();
    Attrs all =
        Force.attrs(
            session.evaluate(Input.text(MIRRORS)),
            ev,
            Positions.NONE,
            "while evaluating the set of all mirrors");
    Lazy places = all.get(Symbol.of(mirror));
    if (places == null) {
      throw new EvalError("unknown mirror name '" + mirror + "'");
    }
    ListValue list = list(places, ev);
    if (list.size() == 0) {
      throw new EvalError("mirror URL '" + url + "' did not expand to anything");
    }
    String place = text(list.get(0), ev);
    String rest = url.substring(slash + 1);
    return new PrefetchSource(place + (place.endsWith("/") ? "" : "/") + rest, name, unpack);
  }

  private static ListValue list(Lazy slot, Evaluation ev) {
    return Force.list(slot, ev, Positions.NONE, "while evaluating the URLs to prefetch");
  }

  private static String text(Lazy slot, Evaluation ev) {
    return Force.plainString(slot, ev, Positions.NONE, "while evaluating the source to prefetch");
  }
}
