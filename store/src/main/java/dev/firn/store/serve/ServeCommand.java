package dev.firn.store.serve;

import org.jspecify.annotations.Nullable;

/** What a client can ask for; the order is that of Nix, whose protocol counts from 1. */
enum ServeCommand {
  QUERY_VALID_PATHS,
  QUERY_PATH_INFOS,
  DUMP_STORE_PATH,
  IMPORT_PATHS,
  EXPORT_PATHS,
  BUILD_PATHS,
  QUERY_CLOSURE,
  BUILD_DERIVATION,
  ADD_TO_STORE_NAR;

  private static final ServeCommand[] ALL = values();

  /** The number that stands for it. */
  long code() {
    return ordinal() + 1L;
  }

  /** The command of that number; null if there is none. */
  static @Nullable ServeCommand of(long code) {
    return code >= 1 && code <= ALL.length ? ALL[(int) code - 1] : null;
  }
}
