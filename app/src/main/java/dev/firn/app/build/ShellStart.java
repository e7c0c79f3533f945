package dev.firn.app.build;

import org.jspecify.annotations.Nullable;

/**
 * What a shell reads when it starts: it makes the environment of a builder fit for people.
 *
 * @param directory the directory of the shell, which is removed when it ends
 * @param shell the shell
 * @param pure whether nothing of the user's environment is wanted
 * @param root whether the user is the one who may do everything
 * @param attributes declarations of structured attributes
 * @param zone the value of the variable {@code TZ}; null if it is not set
 * @param command what is run then; null for nothing
 */
record ShellStart(
    String directory,
    String shell,
    boolean pure,
    boolean root,
    String attributes,
    @Nullable String zone,
    @Nullable String command) {
  private static final String BEGIN =
      """
      _firn_leave() { PATH=$PATH:/usr/bin:/bin command rm -rf @DIRECTORY@; }
      trap _firn_leave EXIT
      exitHooks+=(_firn_leave)
      failureHooks+=(_firn_leave)
      """;

  private static final String USER =
      """
      [ -n "$PS1" ] && [ -e ~/.bashrc ] && source ~/.bashrc
      _firn_path=$PATH
      """;

  private static final String SETUP =
      """
      unset PATH
      dontAddDisableDepTrack=1
      @ATTRIBUTES@
      [ -e $stdenv/setup ] && source $stdenv/setup
      """;

  private static final String USER_PATH =
      """
      PATH=$PATH:$_firn_path
      unset _firn_path
      """;

  private static final String END =
      """
      PATH=@PLACE@:"$PATH"
      SHELL=@SHELL@
      BASH=@SHELL@
      set +e
      [ -n "$PS1" -a -z "$NIX_SHELL_PRESERVE_PROMPT" ] && PS1='\\n\\[\\033[1;@COLOUR@m\\][nix-shell:\\w]\\$\\[\\033[0m\\] '
      if [ "$(type -t runHook)" = function ]; then runHook shellHook; fi
      unset NIX_ENFORCE_PURITY
      shopt -u nullglob
      unset TZ
      @ZONE@
      shopt -s execfail
      @COMMAND@
      """;

  /** The text of the file. */
  String text() {
    String text = BEGIN + (pure ? "" : USER) + SETUP + (pure ? "" : USER_PATH) + END;
    return text.replace("@DIRECTORY@", ShellWords.quote(directory))
        .replace("@PLACE@", ShellWords.quote(place()))
        .replace("@SHELL@", ShellWords.quote(shell))
        .replace("@COLOUR@", root ? "31" : "32")
        .replace("@ZONE@", zone == null ? "" : "export TZ=" + ShellWords.quote(zone))
        .replace("@COMMAND@", command == null ? "" : command + "\nexit")
        .replace("@ATTRIBUTES@", attributes);
  }

  /** The directory of the shell. */
  private String place() {
    return shell.substring(0, Math.max(0, shell.lastIndexOf('/')));
  }
}
