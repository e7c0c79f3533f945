package dev.firn.app.repl;

import java.util.List;

/** The commands of the REPL as people see them. */
final class ReplCommands {
  /** All names. */
  static final List<String> NAMES =
      List.of(
          ":?",
          ":a",
          ":add",
          ":b",
          ":doc",
          ":help",
          ":l",
          ":last-loaded",
          ":ll",
          ":load",
          ":p",
          ":print",
          ":q",
          ":quit",
          ":r",
          ":reload",
          ":t",
          ":te",
          ":trace-enable");

  /** What {@code :?} prints. */
  static final String HELP =
      """
      <expr>                   print the value of an expression, one level deep
      <x> = <expr>             make a variable; several with ; between them
      inherit (<expr>) <x>     make variables of attributes
      :a, :add <expr>          make variables of all attributes of a set
      :b <expr>                build a derivation (there is no building yet)
      :doc <expr>              show what is written about a builtin, a function or an attribute
      :l, :load <path>         make variables of all attributes of the value of a file
      :ll, :last-loaded        list the variables that were made last
      :p, :print <expr>        print the whole value of an expression; a string without quotes
      :q, :quit                leave
      :r, :reload              read all files again, and forget the other variables
      :t <expr>                show the type of a value
      :te, :trace-enable [<b>] show the whole trace of errors, or not: true, false, or the other way
      :?, :help                show this
      """;

  private ReplCommands() {}
}
