package dev.firn.app.repl;

import dev.firn.base.sys.BytePaths;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.error.NotYet;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.syntax.Identifiers;
import dev.firn.lang.syntax.SyntaxError;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Value;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/** Completes what a user has typed: variables, attributes, file names, commands. Text is bytes. */
final class Completer {
  private static final String BREAKS = " \n\r\t(){}[];,=\"";

  private final Evaluator evaluator;
  private final Reader reader;
  private final Variables variables;
  private final String directory;

  Completer(Evaluator evaluator, Reader reader, Variables variables, String directory) {
    this.evaluator = evaluator;
    this.reader = reader;
    this.variables = variables;
    this.directory = directory;
  }

  /** Where the word begins that would be completed. */
  int wordStart(String begun) {
    int start = begun.length();
    while (start > 0 && BREAKS.indexOf(begun.charAt(start - 1)) < 0) {
      start--;
    }
    return start;
  }

  /** What the last word of a text can become. */
  SortedSet<String> complete(String begun) {
    int start = wordStart(begun);
    String word = begun.substring(start);
    SortedSet<String> found = new TreeSet<>();
    int dot = word.lastIndexOf('.');
    if (start == 0 && word.startsWith(":")) {
      add(found, "", ReplCommands.NAMES, word);
    } else if (word.indexOf('/') >= 0) {
      files(found, word);
    } else if (dot > 0) {
      attributes(found, word.substring(0, dot), word.substring(dot + 1));
    } else {
      add(found, "", variables.names(), word);
      add(found, "", evaluator.globalNames(), word);
    }
    return found;
  }

  private static void add(
      Collection<String> found, String before, Collection<String> names, String prefix) {
    for (String name : names) {
      if (name.startsWith(prefix)) {
        found.add(before + name);
      }
    }
  }

  private void attributes(Collection<String> found, String expression, String prefix) {
    Evaluation ev = evaluator.evaluation();
    long mark = ev.mark();
    try {
      Value value =
          evaluator.eval(
              evaluator.compile(reader.expression(expression), variables.snapshot()), ev);
      if (value instanceof Attrs attrs) {
        for (int i = 0; i < attrs.size(); i++) {
          String name = attrs.shape().name(i).name();
          if (name.startsWith(prefix) && Identifiers.isPlain(name)) {
            found.add(expression + "." + name);
          }
        }
      }
    } catch (EvalError | SyntaxError | Incomplete | NotYet _) {
      // Nothing to offer then.
      ev.restore(mark);
    }
  }

  private void files(Collection<String> found, String word) {
    String folder = word.substring(0, word.lastIndexOf('/') + 1);
    String prefix = word.substring(folder.length());
    Path place = BytePaths.of(folder.startsWith("/") ? folder : directory + "/" + folder);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(place)) {
      for (Path entry : entries) {
        String name = BytePaths.bytes(entry.getFileName());
        if (name.startsWith(prefix) && !name.startsWith(".")) {
          found.add(folder + name);
        }
      }
    } catch (IOException _) {
      // Nothing to offer then.
    }
  }
}
