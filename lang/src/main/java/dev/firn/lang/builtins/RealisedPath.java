package dev.firn.lang.builtins;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.Coerce;
import dev.firn.lang.eval.ContextBuilder;
import dev.firn.lang.eval.Files;
import dev.firn.lang.eval.Paths;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.ContextElement;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Secrets;
import dev.firn.lang.value.StringContext;
import java.util.ArrayList;
import java.util.List;

/** The paths that arguments stand for, once everything that they mention exists. */
public final class RealisedPath {
  private RealisedPath() {}

  /** The path as it is given; links in it are not followed. */
  static String asGiven(Lazy argument, Evaluation ev) {
    return resolve(argument, ev, Links.LEAVE);
  }

  /** The path without links in its directories; its last component may be one. */
  static String inDirectory(Lazy argument, Evaluation ev) {
    return resolve(argument, ev, Links.OF_DIRECTORIES);
  }

  /** The path without links. */
  static String followed(Lazy argument, Evaluation ev) {
    return resolve(argument, ev, Links.ALL);
  }

  /** Which links are followed. */
  private enum Links {
    LEAVE,
    OF_DIRECTORIES,
    ALL
  }

  private static String resolve(Lazy argument, Evaluation ev, Links links) {
    ContextBuilder context = new ContextBuilder();
    String path =
        Coerce.toPath(
            argument, context, ev, Positions.NONE, "while realising the context of a path");
    // Not below: the story of an error tells the path.
    Secrets.refuse(context.build(), "the name of a file");
    try {
      String real = Paths.canonical(realise(path, context.build(), ev));
      if (links == Links.LEAVE) {
        return real;
      }
      return links == Links.ALL
          ? Files.resolveLinks(ev.host(), real)
          : Files.resolveAncestors(ev.host(), real);
    } catch (EvalError error) {
      throw error.trace(Positions.NONE, "while realising the context of path '" + path + "'");
    }
  }

  /** A text, once everything that it mentions exists; it must not mention a secret. */
  public static String realise(String text, StringContext context, Evaluation ev) {
    if (context.isEmpty()) {
      return text;
    }
    // Whatever has to be made is made on behalf of the evaluation that decides.
    ev.onlyMain();
    List<String> encoded = new ArrayList<>(context.size());
    for (ContextElement element : context) {
      encoded.add(element.encoded());
    }
    return ev.host().realise(text, encoded);
  }
}
