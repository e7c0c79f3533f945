package dev.firn.app.command;

import static dev.firn.app.command.CommandSpec.ANY;

import dev.firn.app.command.CommandSpec.Example;
import java.util.List;

/** The commands that copy paths between stores, serve them, and fetch files. */
final class CopyCommands {
  private static final List<Option> STORE = List.of(EvalOptions.STORE);

  /** {@code firn copy}. */
  static final CommandSpec COPY =
      new CommandSpec(
          "copy",
          "copy paths from one store to another",
          "[PATH...]",
          ANY,
          """
          Copies the paths, with all that they refer to, from one store to another; what is there already is left alone. PATH is a store path or a link \
          to one.

          A store is a binary cache (`https://HOST`, `file:///DIR`, `s3://BUCKET`), a machine (`ssh://HOST`, `ssh-ng://HOST`), a daemon (`daemon`, \
          `unix:///SOCKET`) or a directory (`/DIR`). Caches take Nix's parameters: `?compression=zstd`, `&parallel-compression=true`, \
          `&secret-key=FILE`, `&write-nar-listing=true`, `&priority=30`.

          A path is believed if a key of `trusted-public-keys` signed it, or if it follows from its content; other paths are refused.\
          """,
          Option.all(
              List.of(
                  CopyOptions.FROM,
                  CopyOptions.TO,
                  CopyOptions.ALL,
                  CopyOptions.RECURSIVE,
                  CopyOptions.NO_RECURSIVE,
                  CopyOptions.NO_CHECK_SIGS,
                  CopyOptions.SUBSTITUTE),
              STORE,
              CommonOptions.GENERAL),
          List.of(
              new Example(
                  "firn copy --to 'file:///srv/cache?compression=zstd' ./result",
                  "writes a package to a cache in a directory."),
              new Example(
                  "firn copy --from https://cache.nixos.org"
                      + " /nix/store/3x7dwzq014bblazs7kq20p9hyzz0qh8g-hello-2.10.tar.gz",
                  "fetches a path from a cache.")));

  /** {@code firn cache serve}. */
  static final CommandSpec SERVE =
      new CommandSpec(
          "cache serve",
          "serve the store as a binary cache",
          "",
          0,
          """
          Answers over HTTP as a binary cache that has all paths of the store, until it is stopped. Parts of archives can be had, unless they are \
          compressed. Clients of the default address must run on this machine; put a reverse proxy before it for others.\
          """,
          Option.all(
              List.of(
                  CopyOptions.LISTEN,
                  CopyOptions.SECRET_KEY,
                  CopyOptions.PRIORITY,
                  CopyOptions.COMPRESSION),
              STORE,
              CommonOptions.GENERAL),
          List.of(
              new Example(
                  "firn cache serve --secret-key /etc/nix/cache.key",
                  "lets `nix copy --from http://127.0.0.1:5000` fetch signed paths.")));

  /** {@code firn cache push}. */
  static final CommandSpec PUSH =
      new CommandSpec(
          "cache push",
          "copy paths to a binary cache",
          "CACHE PATH...",
          ANY,
          "Copies the paths, with all that they refer to, to the binary cache. The same as `firn copy"
              + " --to CACHE`, with parameters of the cache as options.",
          Option.all(
              List.of(CopyOptions.SECRET_KEY, CopyOptions.COMPRESSION),
              STORE,
              CommonOptions.GENERAL),
          List.of(
              new Example(
                  "firn cache push --secret-key cache.key s3://packages ./result",
                  "uploads a package, signed.")));

  /** {@code firn cache pull}. */
  static final CommandSpec PULL =
      new CommandSpec(
          "cache pull",
          "copy paths from a binary cache",
          "CACHE PATH...",
          ANY,
          "Copies the paths, with all that they refer to, from the binary cache. The same as `firn"
              + " copy --from CACHE`.",
          Option.all(List.of(CopyOptions.NO_CHECK_SIGS), STORE, CommonOptions.GENERAL),
          List.of());

  /** {@code firn cache keygen}. */
  static final CommandSpec KEYGEN =
      new CommandSpec(
          "cache keygen",
          "make a key to sign paths with",
          "NAME SECRET-FILE [PUBLIC-FILE]",
          3,
          """
          Makes a new key, writes the secret part to a new file that only its owner can read, and prints the public part, for \
          `trusted-public-keys`. NAME tells whose key it is; a host name and a number, such as `cache.example.org-1`, is usual.\
          """,
          CommonOptions.GENERAL,
          List.of(
              new Example(
                  "firn cache keygen cache.example.org-1 cache.key", "prints the public key.")));

  /** {@code firn cache info}. */
  static final CommandSpec INFO =
      new CommandSpec(
          "cache info",
          "tell about a binary cache, or about paths in it",
          "CACHE [PATH...]",
          ANY,
          "Tells what the cache says about itself; of each path, what it says about that, and whether"
              + " a trusted key signed it.",
          Option.all(List.of(CopyOptions.JSON), STORE, CommonOptions.GENERAL),
          List.of(
              new Example(
                  "firn cache info https://cache.nixos.org", "prints directory and priority.")));

  /** {@code nix-copy-closure}. */
  static final CommandSpec NIX_COPY_CLOSURE =
      new CommandSpec(
          "nix-copy-closure",
          "do what Nix's command of this name does",
          "[USER@]MACHINE PATH...",
          ANY,
          "Copies the paths, with all that they refer to, to the store of another machine or from it,"
              + " over SSH. `NIX_SSHOPTS` holds options for `ssh`.",
          Option.all(
              List.of(
                  CopyOptions.TO_MACHINE,
                  CopyOptions.FROM_MACHINE,
                  CopyOptions.GZIP,
                  CopyOptions.INCLUDE_OUTPUTS,
                  CopyOptions.USE_SUBSTITUTES),
              STORE,
              CommonOptions.WITHOUT_EFFECT,
              CommonOptions.GENERAL),
          List.of());

  /** {@code nix-prefetch-url}. */
  static final CommandSpec NIX_PREFETCH_URL =
      new CommandSpec(
          "nix-prefetch-url",
          "do what Nix's command of this name does",
          "URL|FILE [HASH]",
          2,
          """
          Downloads a file, adds it to the store and prints its hash. If HASH is given and the store has a file of that hash and name, nothing is \
          downloaded; else what is downloaded must have that hash.

          With `--attr` the first operand is a file of expressions, by default `./default.nix`, and PATH leads to a call of `fetchurl`. \
          `mirror://NAME/...` is looked up in nixpkgs.\
          """,
          Option.all(
              List.of(
                  EvalOptions.ATTR,
                  CopyOptions.TYPE,
                  CopyOptions.UNPACK,
                  CopyOptions.EXECUTABLE,
                  CopyOptions.NAME,
                  CopyOptions.PRINT_PATH),
              EvalOptions.ARGUMENTS,
              List.of(EvalOptions.INCLUDE, EvalOptions.SHOW_TRACE),
              STORE,
              CommonOptions.WITHOUT_EFFECT,
              CommonOptions.GENERAL),
          List.of(
              new Example(
                  "firn nix-prefetch-url --print-path https://ftp.gnu.org/gnu/hello/hello-2.10.tar.gz",
                  "prints hash and path.")));

  /** All of them, in the order of the help. */
  static final List<CommandSpec> ALL =
      List.of(COPY, SERVE, PUSH, PULL, KEYGEN, INFO, NIX_COPY_CLOSURE, NIX_PREFETCH_URL);

  private CopyCommands() {}
}
