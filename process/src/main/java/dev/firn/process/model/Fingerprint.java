package dev.firn.process.model;

import dev.firn.base.hash.Digest;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.json.Json;
import dev.firn.base.text.Latin1;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.Files;
import dev.firn.lang.host.Host;
import dev.firn.lang.host.OpenFile;
import dev.firn.process.description.Command;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.manager.Rendering;
import dev.firn.store.path.StoreDir;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hashes all that a process is made of. Programs outside of the store are read once. */
final class Fingerprint {
  private final Host host;
  private final StoreDir store;
  private final KeyedHash secrets;
  private final Map<String, String> programs = new HashMap<>();

  /**
   * Fingerprints of processes.
   *
   * @param host the machine, which has the other programs
   * @param store where their packages are
   * @param secrets hashes what nobody may know
   */
  Fingerprint(Host host, StoreDir store, KeyedHash secrets) {
    this.host = host;
    this.store = store;
    this.secrets = secrets;
  }

  /**
   * The fingerprint of a process.
   *
   * @param rendering what its manager makes of it
   * @param reload its files that can change while it runs, as JSON
   */
  String of(ProcessDescription process, Rendering rendering, @Nullable Json reload) {
    Digest digest = Digest.of(HashAlgorithm.SHA256);
    rendering
        .files()
        .forEach((path, file) -> part(digest, path, (file.executable() ? "x" : "-") + file.text()));
    if (reload != null) {
      part(digest, "reload", reload.print());
    }
    process
        .secrets()
        .forEach((variable, file) -> secret(digest, process, file, "the secret '" + variable));
    process
        .environmentFiles()
        .forEach(file -> secret(digest, process, file, "the environment file '" + file));
    program(digest, process.name(), process.foreground());
    program(digest, process.name(), process.daemon());
    Hash hash = digest.finish();
    return hash.base16();
  }

  /** The fingerprint of what one text says. */
  static String of(String text) {
    return Hash.digest(HashAlgorithm.SHA256, Latin1.bytes(text)).base16();
  }

  private void secret(Digest digest, ProcessDescription process, String file, String what) {
    part(digest, file, secrets.of(file, what + "' of the process '" + process.name() + "'"));
  }

  /** Lengths keep parts apart. */
  private static void part(Digest digest, String name, String content) {
    digest.update(name.length() + ":" + name + content.length() + ":" + content);
  }

  private void program(Digest digest, String process, @Nullable Command command) {
    if (command != null && !store.contains(command.program())) {
      String known = programs.get(command.program());
      String hash = known == null ? hash(command.program(), process) : known;
      programs.put(command.program(), hash);
      part(digest, "program", hash);
    }
  }

  private String hash(String program, String process) {
    // Whatever the evaluation may see: the process runs it.
    host.allow(program);
    try (OpenFile file = host.open(Files.resolveLinks(host, program))) {
      Digest digest = Digest.of(HashAlgorithm.SHA256).update(file.content());
      Hash hash = digest.finish();
      return hash.base16();
    } catch (EvalError | IOException failed) {
      throw new EvalError(
          "the program '" + program + "' of the process '" + process + "' is not on this machine");
    }
  }
}
