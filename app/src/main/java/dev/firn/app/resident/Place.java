package dev.firn.app.resident;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.firn.app.settings.Environment;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.ProcessBytes;
import dev.firn.base.text.Latin1;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Where the resident evaluator of a user listens. Its name has a digest of all that makes one process see another world, or answer
 * otherwise, than another: the build of Firn, Java, the user, groups, capabilities and namespaces. So processes that differ in one of
 * them never ask the same evaluator. The launcher's {@code ask.pl} finds the same names.
 *
 * @param socket the socket
 * @param lock the file that an evaluator has locked as long as it lives
 */
record Place(Path socket, Path lock) {
  private static final List<String> NAMESPACES = List.of("mnt", "net", "user", "pid", "uts", "ipc");
  private static final long FNV_START = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /**
   * The place for this process. Its folder is made if it is not there.
   *
   * @throws IOException if there is no folder that only the user can enter
   */
  static Place make(Environment environment) throws IOException {
    try {
      Files.createDirectory(
          folder(environment),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException there) {
      // It is looked at below.
    }
    return of(environment);
  }

  /**
   * The place for this process.
   *
   * @throws IOException if there is no folder that only the user can enter
   */
  static Place of(Environment environment) throws IOException {
    Path folder = folder(environment);
    checkOurs(folder);
    String name = HexFormat.of().toHexDigits(digest(identity()));
    return new Place(folder.resolve(name + ".socket"), folder.resolve(name + ".lock"));
  }

  /** FNV-1a with 64 bits: the folder is the user's own, so that only chance must be kept out. */
  private static long digest(String bytes) {
    long digest = FNV_START;
    for (int i = 0; i < bytes.length(); i++) {
      digest = (digest ^ bytes.charAt(i)) * FNV_PRIME;
    }
    return digest;
  }

  private static Path folder(Environment environment) throws IOException {
    String runtime = environment.nonEmpty("XDG_RUNTIME_DIR");
    return runtime != null && runtime.startsWith("/")
        ? BytePaths.of(runtime + "/firn")
        : Path.of("/tmp/firn-" + Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
  }

  private static void checkOurs(Path folder) throws IOException {
    PosixFileAttributes attributes =
        Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    if (!attributes.isDirectory()
        || !PosixFilePermissions.toString(attributes.permissions()).equals("rwx------")
        || !Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(user)) {
      throw new IOException(folder + " is no folder that only this user can enter");
    }
  }

  /** All that makes this process see another world, or answer otherwise, than another: bytes. */
  static String identity() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(Latin1.ofUnicode(System.getProperty("java.class.path")));
    lines.add(ProcessBytes.commandLine().getFirst());
    for (String line : Files.readAllLines(Path.of("/proc/self/status"), ISO_8859_1)) {
      if (line.startsWith("Uid:")
          || line.startsWith("Gid:")
          || line.startsWith("Groups:")
          || line.startsWith("CapEff:")) {
        lines.add(line);
      }
    }
    for (String namespace : NAMESPACES) {
      lines.add(link("/proc/self/ns/" + namespace));
    }
    lines.add(link("/proc/self/root"));
    return String.join("\n", lines);
  }

  private static String link(String name) throws IOException {
    return BytePaths.bytes(Files.readSymbolicLink(Path.of(name)));
  }
}
