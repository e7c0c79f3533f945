package dev.firn.realise.build;

import dev.firn.base.http.HttpOptions;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.log.BuildLogs;
import dev.firn.store.path.StorePath;
import dev.firn.store.sign.SecretKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How this machine builds.
 *
 * @param platform what it can build
 * @param limits what builds may use
 * @param sandbox how builders are kept away from the machine
 * @param users as whom builders run
 * @param log what becomes of what builders write
 * @param hooks programs that take part
 * @param buildDirectory where the directories of builds are made; null for the usual place, {@code builds} in the state directory
 * @param keepFailed whether the directories of failed builds are kept
 * @param realisations whether it is remembered of all derivations what their outputs were
 * @param impureVariables variables for derivations that ask for some of the caller, instead of the caller's
 * @param http how files are downloaded
 * @param hashedMirrors URLs of mirrors where files are found by their hash
 * @param keys secret keys to sign what was built
 */
public record BuildSettings(
    Platform platform,
    Limits limits,
    Sandbox sandbox,
    Users users,
    Log log,
    Hooks hooks,
    @Nullable Path buildDirectory,
    boolean keepFailed,
    boolean realisations,
    SortedMap<String, String> impureVariables,
    HttpOptions http,
    List<String> hashedMirrors,
    List<SecretKey> keys) {
  /**
   * What can be built.
   *
   * @param system the platform of this machine, such as {@code x86_64-linux}
   * @param others other platforms that it can run programs of
   * @param features what derivations may require
   */
  public record Platform(String system, List<String> others, SortedSet<String> features) {}

  /**
   * What builds may use.
   *
   * @param cores how many processors a builder is told to use; 0 for all
   * @param time how many seconds it may run; 0 for any number
   * @param silence how many seconds it may write nothing; 0 for any number
   * @param logSize how many bytes it may write; 0 for any number
   */
  public record Limits(int cores, long time, long silence, long logSize) {}

  /** When builders run in a sandbox. */
  public enum SandboxMode {
    /** Always. */
    ON,
    /** Never. */
    OFF,
    /** Unless the content is known before, or the derivation says that it must not. */
    RELAXED
  }

  /**
   * How builders are kept away from the machine.
   *
   * @param mode when
   * @param fallback whether they run without a sandbox if there can be none
   * @param paths files of the machine that builders see, as {@code PATH}, {@code PATH=SOURCE}, either with {@code ?} at its end if the
   *     source may be missing. {@code /bin/sh} is the shell of this machine, with the libraries that it needs
   * @param allowedPaths what derivations may ask to see, with all below it
   * @param directory where builders see their directory
   * @param filter whether system calls are filtered
   * @param program the program that makes sandboxes; null if it is looked for
   */
  public record Sandbox(
      SandboxMode mode,
      boolean fallback,
      List<String> paths,
      List<String> allowedPaths,
      String directory,
      boolean filter,
      @Nullable String program) {}

  /**
   * As whom builders run, if this process may choose.
   *
   * @param group the group whose members are taken; empty if builders run as the user of this process; null for {@code nixbld} if
   *     there is such a group, else as with {@code allocate}, but only for stores that other users can enter
   * @param allocate whether numbers are taken that belong to nobody
   * @param first the first of those numbers
   * @param count how many there are
   */
  public record Users(@Nullable String group, boolean allocate, int first, int count) {}

  /**
   * What becomes of what builders write.
   *
   * @param keep whether it is kept
   * @param compress whether it is compressed
   */
  public record Log(boolean keep, boolean compress) {
    /** A file for what the builder of a derivation writes, in place of one that is there; nothing is kept if that is not wished. */
    public OutputStream open(StoreLocation location, StorePath derivation) throws IOException {
      return keep
          ? new BuildLogs(location).create(derivation, compress)
          : OutputStream.nullOutputStream();
    }
  }

  /**
   * Programs that take part.
   *
   * @param before runs before each sandboxed build, and may name more files that the builder shall see
   * @param after runs after each build
   * @param different looks at outputs that differ when they are built again
   * @param configuration settings for the one that runs after builds, as the text of a configuration file
   */
  public record Hooks(
      @Nullable String before,
      @Nullable String after,
      @Nullable String different,
      String configuration) {}

  /** As Nix is where nothing is configured, but that there is no build without a sandbox unless that is wished. */
  public static BuildSettings defaults(String system) {
    return new BuildSettings(
        new Platform(system, List.of(), new TreeSet<>()),
        new Limits(0, 0, 0, 0),
        new Sandbox(SandboxMode.ON, false, List.of("/bin/sh"), List.of(), "/build", true, null),
        new Users(null, false, 872415232, 8388608),
        new Log(true, true),
        new Hooks(null, null, null, ""),
        null,
        false,
        false,
        new TreeMap<>(),
        HttpOptions.DEFAULT,
        List.of(),
        List.of());
  }

  /** The same with other limits. */
  public BuildSettings with(Limits newLimits) {
    return with(newLimits, sandbox, users, hooks, keepFailed, hashedMirrors);
  }

  /** The same with another sandbox. */
  public BuildSettings with(Sandbox newSandbox) {
    return with(limits, newSandbox, users, hooks, keepFailed, hashedMirrors);
  }

  /** The same with other users. */
  public BuildSettings with(Users newUsers) {
    return with(limits, sandbox, newUsers, hooks, keepFailed, hashedMirrors);
  }

  /** The same with other hooks. */
  public BuildSettings with(Hooks newHooks) {
    return with(limits, sandbox, users, newHooks, keepFailed, hashedMirrors);
  }

  /** The same with or without keeping what failed. */
  public BuildSettings withKeepFailed(boolean newKeepFailed) {
    return with(limits, sandbox, users, hooks, newKeepFailed, hashedMirrors);
  }

  /** The same with other mirrors. */
  public BuildSettings withMirrors(String... newMirrors) {
    return with(limits, sandbox, users, hooks, keepFailed, List.of(newMirrors));
  }

  private BuildSettings with(
      Limits newLimits,
      Sandbox newSandbox,
      Users newUsers,
      Hooks newHooks,
      boolean newKeepFailed,
      List<String> newMirrors) {
    return new BuildSettings(
        platform,
        newLimits,
        newSandbox,
        newUsers,
        log,
        newHooks,
        buildDirectory,
        newKeepFailed,
        realisations,
        impureVariables,
        http,
        newMirrors,
        keys);
  }

  /** The same with other files that builders in a sandbox see. */
  public BuildSettings withSandboxPaths(String... paths) {
    return with(
        new Sandbox(
            sandbox.mode(),
            sandbox.fallback(),
            List.of(paths),
            sandbox.allowedPaths(),
            sandbox.directory(),
            sandbox.filter(),
            sandbox.program()));
  }

  /** The same with another sandbox mode. */
  public BuildSettings withSandbox(SandboxMode mode) {
    return with(
        new Sandbox(
            mode,
            sandbox.fallback(),
            sandbox.paths(),
            sandbox.allowedPaths(),
            sandbox.directory(),
            sandbox.filter(),
            sandbox.program()));
  }
}
