package dev.firn.app.settings;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The settings of {@code nix.conf}. Firn knows all of Nix's by name and type, so that a configuration made for Nix is read without
 * complaint; those with a description have an effect, the others none yet.
 *
 * <p>The name of a setting is that of its constant with hyphens: {@code MAX_CALL_DEPTH} is {@code max-call-depth}.
 */
public enum Setting {
  // What changes an evaluation.
  ABORT_ON_WARN(Kind.BOOLEAN, "false", "Make `builtins.warn` an error."),
  ALLOW_IMPORT_FROM_DERIVATION(
      Kind.BOOLEAN, "true", "Allow an evaluation to read what has to be built first."),
  ALLOW_UNSAFE_NATIVE_CODE_DURING_EVALUATION(
      Kind.BOOLEAN, "false", "Provide `builtins.exec` and `builtins.importNative`."),
  ALLOWED_URIS(
      Kind.LIST, "", "What URLs must begin with to be fetched where `restrict-eval` is on."),
  EVAL_SYSTEM(Kind.STRING, "", "The value of `builtins.currentSystem`, if it is not `system`."),
  EXPERIMENTAL_FEATURES(Kind.FEATURES, "", "The experimental features that are on."),
  LINT_ABSOLUTE_PATH_LITERALS(
      Kind.LINT, "ignore", "What to do about absolute path literals: `ignore`, `warn` or `fatal`."),
  LINT_SHORT_PATH_LITERALS(
      Kind.LINT,
      "ignore",
      "What to do about path literals such as `foo/bar`: `ignore`, `warn` or `fatal`."),
  LINT_URL_LITERALS(
      Kind.LINT, "ignore", "What to do about URLs without quotes: `ignore`, `warn` or `fatal`."),
  MAX_CALL_DEPTH(Kind.INTEGER, "10000", "How deep calls may nest."),
  NIX_PATH(Kind.LIST, "", "Where `<name>` is looked for; `NIX_PATH` takes precedence."),
  PURE_EVAL(Kind.BOOLEAN, "false", "Let an evaluation see nothing but what it fetches by hash."),
  RESTRICT_EVAL(
      Kind.BOOLEAN, "false", "Let an evaluation read nothing but the search path and the store."),
  SHOW_TRACE(Kind.BOOLEAN, "false", "Show the whole trace of an error."),
  STORE(Kind.STRING, "auto", "The store."),
  SYSTEM(Kind.STRING, "", "The system that this machine builds for; found out if it is not set."),
  TRACE_VERBOSE(Kind.BOOLEAN, "false", "Let `builtins.traceVerbose` print."),
  USE_XDG_BASE_DIRECTORIES(
      Kind.BOOLEAN, "false", "Keep the user's channels and profiles below `$XDG_STATE_HOME/nix`."),
  WARN_SHORT_PATH_LITERALS(
      Kind.BOOLEAN, "false", "The old name of `lint-short-path-literals = warn`."),

  // The language and its fetchers: no effect yet.
  ACCEPT_FLAKE_CONFIG(Kind.BOOLEAN, "false"),
  ACCESS_TOKENS(Kind.MAP, ""),
  ALLOW_DIRTY(Kind.BOOLEAN, "true"),
  ALLOW_DIRTY_LOCKS(Kind.BOOLEAN, "false", "flakes", List.of()),
  BASH_PROMPT(Kind.STRING, ""),
  BASH_PROMPT_PREFIX(Kind.STRING, ""),
  BASH_PROMPT_SUFFIX(Kind.STRING, ""),
  COMMIT_LOCK_FILE_SUMMARY(Kind.STRING, "", "flakes", List.of("commit-lockfile-summary")),
  DEBUGGER_ON_TRACE(Kind.BOOLEAN, "false"),
  DEBUGGER_ON_WARN(Kind.BOOLEAN, "false"),
  EVAL_ATTRSET_UPDATE_LAYER_RHS_THRESHOLD(Kind.INTEGER, "16"),
  EVAL_CACHE(Kind.BOOLEAN, "true"),
  EVAL_PROFILE_FILE(Kind.STRING, "nix.profile"),
  EVAL_PROFILER(Kind.STRING, "disabled"),
  EVAL_PROFILER_FREQUENCY(Kind.INTEGER, "99"),
  FLAKE_REGISTRY(
      Kind.STRING, "https://channels.nixos.org/flake-registry.json", "flakes", List.of()),
  IGNORE_TRY(Kind.BOOLEAN, "false"),
  JSON_LOG_PATH(Kind.STRING, "", "A file that what is told is written to as well, as JSON."),
  NIX_SHELL_ALWAYS_LOOKS_FOR_SHELL_NIX(Kind.BOOLEAN, "true"),
  NIX_SHELL_SHEBANG_ARGUMENTS_RELATIVE_TO_SCRIPT(Kind.BOOLEAN, "true"),
  PLUGIN_FILES(Kind.LIST, ""),
  TARBALL_TTL(Kind.INTEGER, "3600"),
  TRACE_FUNCTION_CALLS(Kind.BOOLEAN, "false"),
  TRACE_IMPORT_FROM_DERIVATION(Kind.BOOLEAN, "false"),
  TRUST_TARBALLS_FROM_GIT_FORGES(Kind.BOOLEAN, "true"),
  UPGRADE_NIX_STORE_PATH_URL(Kind.STRING, ""),
  USE_REGISTRIES(Kind.BOOLEAN, "true", "flakes", List.of()),
  WARN_DIRTY(Kind.BOOLEAN, "true"),
  WARN_LARGE_PATH_THRESHOLD(Kind.INTEGER, "0"),

  // The store.
  ALLOWED_USERS(
      Kind.LIST, "*", "Who may use the daemon: users, `@` and groups, or `*` for everybody."),
  TRUSTED_SUBSTITUTERS(
      Kind.LIST,
      "",
      List.of("trusted-binary-caches"),
      "The substituters that all users of the daemon may choose, besides `substituters`."),
  TRUSTED_USERS(
      Kind.LIST, "root", "Who may do through the daemon what harms others, in the same form."),
  AUTO_OPTIMISE_STORE(
      Kind.BOOLEAN, "false", "Share files with the same content as soon as they are added."),
  FSYNC_METADATA(
      Kind.BOOLEAN,
      "true",
      "Make durable what was added, deleted or switched before a command ends. Without it all is"
          + " faster, and after a power failure the store must be verified."),
  KEEP_DERIVATIONS(
      Kind.BOOLEAN,
      "true",
      List.of("gc-keep-derivations"),
      "Keep the derivations of what is kept from the garbage collector."),
  KEEP_OUTPUTS(
      Kind.BOOLEAN,
      "false",
      List.of("gc-keep-outputs"),
      "Keep the outputs of derivations that are kept from the garbage collector."),

  // Downloads and caches.
  CONNECT_TIMEOUT(
      Kind.INTEGER, "15", "How many seconds a connection to a server may take; 0 for no limit."),
  DOWNLOAD_SPEED(
      Kind.INTEGER, "0", "The most KiB to download in a second, all together; 0 for no limit."),
  FILETRANSFER_RETRY_ATTEMPTS(
      Kind.INTEGER,
      "5",
      List.of("download-attempts"),
      "How often a download or upload is tried before it counts as failed."),
  FILETRANSFER_RETRY_DELAY(
      Kind.INTEGER,
      "100",
      "How many milliseconds to wait before the second attempt; each later one waits twice as"
          + " long."),
  FILETRANSFER_RETRY_DELAY_RATE_LIMITED(
      Kind.INTEGER,
      "5000",
      "The same, in milliseconds, if the server says that it gets too many requests."),
  FILETRANSFER_RETRY_JITTER(
      Kind.BOOLEAN, "true", "Vary the waits, so that not all clients come again at once."),
  FILETRANSFER_RETRY_MAX_DELAY(
      Kind.INTEGER,
      "60000",
      "The most milliseconds to wait between two attempts, also if the server asks for more."),
  HTTP_CONNECTIONS(
      Kind.INTEGER,
      "25",
      List.of("binary-caches-parallel-connections"),
      "How many downloads and uploads may go on at once; 0 for no limit."),
  HTTP2(Kind.BOOLEAN, "true", "Talk HTTP/2 with servers that can."),
  MAX_SUBSTITUTION_JOBS(
      Kind.INTEGER, "16", List.of("substitution-max-jobs"), "How many paths are copied at once."),
  NARINFO_CACHE_META_TTL(
      Kind.INTEGER,
      "604800",
      "For how many seconds it is remembered what a cache says about itself."),
  NARINFO_CACHE_NEGATIVE_TTL(
      Kind.INTEGER,
      "3600",
      "For how many seconds it is remembered that a cache does not have a path."),
  NARINFO_CACHE_POSITIVE_TTL(
      Kind.INTEGER, "2592000", "For how many seconds it is remembered that a cache has a path."),
  NETRC_FILE(
      Kind.STRING,
      "",
      "The file with names and passwords for servers; `/etc/nix/netrc` if it is not set."),
  REQUIRE_SIGS(
      Kind.BOOLEAN,
      "true",
      "Refuse paths from elsewhere that no trusted key signed, unless they follow from their"
          + " content."),
  SECRET_KEY_FILES(Kind.LIST, "", "Files with secret keys; paths that these signed are believed."),
  SSL_CERT_FILE(
      Kind.STRING, "", "The certificates to trust, in PEM; `NIX_SSL_CERT_FILE` names them, too."),
  STALLED_DOWNLOAD_TIMEOUT(
      Kind.INTEGER, "300", "How many seconds a server may send nothing; 0 for no limit."),
  SUBSTITUTE(
      Kind.BOOLEAN,
      "true",
      List.of("build-use-substitutes"),
      "Take paths from substituters instead of building them."),
  SUBSTITUTERS(
      Kind.LIST,
      "https://cache.nixos.org/",
      List.of("binary-caches"),
      "The stores that paths are taken from instead of building them. `?trusted=true` believes one"
          + " without signatures."),
  TRUSTED_PUBLIC_KEYS(
      Kind.LIST,
      "cache.nixos.org-1:6NCHdD59X431o0gWypbMrAURkbJ16ZPMQFGspcDShjY=",
      List.of("binary-cache-public-keys"),
      "The keys whose signatures are believed."),
  USER_AGENT_SUFFIX(Kind.STRING, "", "What is added to the name that servers are told."),

  // The store: no effect yet.
  ALLOW_SYMLINKED_STORE(Kind.BOOLEAN, "false"),
  ALWAYS_ALLOW_SUBSTITUTES(Kind.BOOLEAN, "false"),
  DOWNLOAD_BUFFER_SIZE(Kind.INTEGER, "1048576"),
  FSYNC_STORE_PATHS(Kind.BOOLEAN, "false"),
  GC_RESERVED_SPACE(Kind.INTEGER, "8388608"),
  HASHED_MIRRORS(Kind.LIST, "", "URLs below which files are found by their hash."),
  HTTP3(Kind.BOOLEAN, "false"),
  IGNORED_ACLS(Kind.LIST, "security.csm security.selinux system.nfs4_acl"),
  KEEP_ENV_DERIVATIONS(Kind.BOOLEAN, "false", null, List.of("env-keep-derivations")),
  MAX_FREE(
      Kind.INTEGER,
      "9223372036854775807",
      "How many bytes should be free when garbage was collected because of `min-free`."),
  MIN_FREE(
      Kind.INTEGER,
      "0",
      "Where fewer bytes are free on the disk of the store, garbage is collected before and during builds. 0 for never."),
  MIN_FREE_CHECK_INTERVAL(
      Kind.INTEGER, "5", "How many seconds to wait before looking again how much is free."),
  NAR_BUFFER_SIZE(Kind.INTEGER, "33554432"),
  PREALLOCATE_CONTENTS(Kind.BOOLEAN, "false"),
  SYNC_BEFORE_REGISTERING(Kind.BOOLEAN, "false"),
  USE_CASE_HACK(
      Kind.BOOLEAN,
      "false",
      "Whether files whose names differ by the case of letters alone get distinct names when an archive is unpacked, for disks that do not"
          + " tell these apart; read from disks, they have their own again."),
  USE_SQLITE_WAL(Kind.BOOLEAN, "true"),

  // Builds.
  ALLOW_NEW_PRIVILEGES(Kind.BOOLEAN, "false"),
  ALLOWED_IMPURE_HOST_DEPS(
      Kind.LIST, "", "What derivations may ask to see of this machine in their sandbox."),
  AUTO_ALLOCATE_UIDS(
      Kind.BOOLEAN,
      "false",
      "auto-allocate-uids",
      List.of(),
      "Let builders run as users that belong to nobody, if Firn runs as root."),
  BUILD_DIR(Kind.STRING, "", "Where the folders of builds are made."),
  BUILD_HOOK(Kind.LIST, ""),
  BUILD_HOOK_KILL_TIMEOUT(Kind.INTEGER, "500"),
  BUILD_POLL_INTERVAL(Kind.INTEGER, "5"),
  BUILD_USERS_GROUP(
      Kind.STRING, "", "The group whose members builders run as, if Firn runs as root."),
  COMPRESS_BUILD_LOG(
      Kind.BOOLEAN, "true", List.of("build-compress-log"), "Compress the logs of builds."),
  CORES(
      Kind.INTEGER,
      "0",
      List.of("build-cores"),
      "How many processors a builder is told to use; 0 for all."),
  DARWIN_LOG_SANDBOX_VIOLATIONS(Kind.BOOLEAN, "false"),
  DIFF_HOOK(
      Kind.STRING, "", "A program that is shown outputs that differ when they are built again."),
  BUILDERS(
      Kind.STRING,
      "@/etc/nix/machines",
      "The machines that build too: store, systems, key, jobs, speed, features, mandatory features, public key."),
  BUILDERS_USE_SUBSTITUTES(
      Kind.BOOLEAN, "false", "Let those machines fetch what they need where they can."),
  EXTERNAL_BUILDERS(Kind.STRING, "", "external-builders", List.of()),
  EXTRA_PLATFORMS(Kind.LIST, "", "Other systems that this machine can run programs of."),
  FALLBACK(Kind.BOOLEAN, "false", List.of("build-fallback"), "Build what cannot be fetched."),
  FILTER_SYSCALLS(
      Kind.BOOLEAN, "true", "Keep builders from making files that run with the rights of others."),
  ID_COUNT(Kind.INTEGER, "8388608", "How many user numbers `auto-allocate-uids` may take."),
  IMPERSONATE_LINUX_26(Kind.BOOLEAN, "false", null, List.of("build-impersonate-linux-26")),
  IMPURE_ENV(
      Kind.MAP,
      "",
      "configurable-impure-env",
      List.of(),
      "Variables for derivations that ask for some of the caller."),
  KEEP_BUILD_LOG(Kind.BOOLEAN, "true", List.of("build-keep-log"), "Keep the logs of builds."),
  KEEP_FAILED(Kind.BOOLEAN, "false", "Keep the folders of failed builds."),
  KEEP_GOING(Kind.BOOLEAN, "false", "Go on with other builds after one has failed."),
  LOG_LINES(
      Kind.INTEGER, "25", "How many of the last lines of its log are shown when a build fails."),
  MAX_BUILD_LOG_SIZE(
      Kind.INTEGER,
      "0",
      List.of("build-max-log-size"),
      "How many bytes a build may print; 0 for any number."),
  MAX_JOBS(Kind.JOBS, "1", List.of("build-max-jobs"), "How many builds run at once, or `auto`."),
  MAX_SILENT_TIME(
      Kind.INTEGER,
      "0",
      List.of("build-max-silent-time"),
      "How many seconds a build may print nothing; 0 for any number."),
  POST_BUILD_HOOK(Kind.STRING, "", "A program that runs after each build."),
  PRE_BUILD_HOOK(
      Kind.STRING,
      "",
      "A program that runs before each build, and may name files that the builder shall see."),
  PRINT_MISSING(Kind.BOOLEAN, "true", "Tell what will be built or fetched before it is done."),
  REQUIRE_DROP_SUPPLEMENTARY_GROUPS(Kind.BOOLEAN, "false"),
  RUN_DIFF_HOOK(Kind.BOOLEAN, "false", "Run the `diff-hook`."),
  SANDBOX(
      Kind.SANDBOX,
      "true",
      List.of("build-use-chroot", "build-use-sandbox"),
      "Keep builders away from the machine: `true`, `false`, or `relaxed`."),
  SANDBOX_BUILD_DIR(Kind.STRING, "/build", "Where builders in a sandbox see their folder."),
  SANDBOX_DEV_SHM_SIZE(Kind.STRING, "50%"),
  SANDBOX_FALLBACK(
      Kind.BOOLEAN,
      "false",
      "Build without a sandbox where none can be made. Unlike with Nix, that must be wished."),
  SANDBOX_PATHS(
      Kind.LIST,
      "/bin/sh",
      List.of("build-chroot-dirs", "build-sandbox-paths"),
      "Files of this machine that builders in a sandbox see: `PATH` or `PATH=SOURCE`, with `?` at the end if it may be missing."
          + " `/bin/sh` is the shell of this machine with its libraries."),
  START_ID(Kind.INTEGER, "872415232", "The first user number that `auto-allocate-uids` may take."),
  SYSTEM_FEATURES(
      Kind.LIST,
      "benchmark big-parallel nixos-test",
      "What derivations may require of this machine; unless it is set, also `kvm` where that is there."),
  TIMEOUT(
      Kind.INTEGER,
      "0",
      List.of("build-timeout"),
      "How many seconds a build may take; 0 for any number."),
  USE_CGROUPS(Kind.BOOLEAN, "false");

  /** What values a setting can have. */
  public enum Kind {
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** A number; a suffix K, M, G or T multiplies it by powers of 1024. */
    INTEGER,
    /** A number of jobs, or {@code auto}. */
    JOBS,
    /** Any text. */
    STRING,
    /** Words; {@code extra-NAME} appends some. */
    LIST,
    /** Words of the form {@code NAME=VALUE}; {@code extra-NAME} appends some. */
    MAP,
    /** Names of experimental features; {@code extra-NAME} appends some. */
    FEATURES,
    /** {@code ignore}, {@code warn} or {@code fatal}. */
    LINT,
    /** {@code true}, {@code false} or {@code relaxed}. */
    SANDBOX;

    /** Whether there is {@code extra-NAME}. */
    public boolean isAppendable() {
      return this == LIST || this == MAP || this == FEATURES;
    }
  }

  private static final Setting[] ALL = values();

  private final Kind kind;
  private final String fallback;
  private final @Nullable String description;
  private final @Nullable String feature;
  private final List<String> aliases;

  Setting(Kind kind, String fallback) {
    this(kind, fallback, null, List.of());
  }

  Setting(Kind kind, String fallback, String description) {
    this(kind, fallback, List.of(), description);
  }

  Setting(Kind kind, String fallback, List<String> aliases, String description) {
    this(kind, fallback, null, aliases, description);
  }

  Setting(Kind kind, String fallback, @Nullable String feature, List<String> aliases) {
    this(kind, fallback, feature, aliases, null);
  }

  Setting(
      Kind kind,
      String fallback,
      @Nullable String feature,
      List<String> aliases,
      @Nullable String description) {
    this.kind = kind;
    this.fallback = fallback;
    this.description = description;
    this.feature = feature;
    this.aliases = aliases;
  }

  /** The setting of that name or old name, or null if Nix has none. */
  public static @Nullable Setting named(String name) {
    for (Setting setting : ALL) {
      if (setting.isCalled(name)) {
        return setting;
      }
    }
    return null;
  }

  private boolean isCalled(String name) {
    return (name().length() == name.length() && text().equals(name)) || aliases.contains(name);
  }

  /** The name, as it is written in {@code nix.conf}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What values it can have. */
  public Kind kind() {
    return kind;
  }

  /** The value where nobody sets one, as it would be written. */
  public String fallback() {
    return fallback;
  }

  /** What it does, in Markdown; null if it has no effect yet. */
  public @Nullable String description() {
    return description;
  }

  /** The experimental feature that must be on to set it, or null. */
  public @Nullable String feature() {
    return feature;
  }

  /** Old names. */
  public List<String> aliases() {
    return aliases;
  }
}
