package dev.firn.app.resident;

import dev.firn.app.settings.Environment;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.hash.HashFormat;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Where the resident evaluator of a user listens. Its name has a digest of all that makes one process see another world, or answer
 * otherwise, than another: the build of Firn, Java, the user, groups, capabilities and namespaces. So processes that differ in one of
 * them never ask the same evaluator.
 *
 * @param socket the socket
 * @param lock the file that an evaluator has locked as long as it lives
 */
record Place(Path socket, Path lock) {
  private static final List<String> NAMESPACES = List.of("mnt", "net", "user", "pid", "uts", "ipc");
  private static final int DIGITS = 32;

  /**
   * The place for this process. Its folder is made if it is not there.
   *
   * @throws IOException if there is no folder that only the user can enter
   */
  static Place of(Environment environment) throws IOException {
    Path folder = folder(environment);
    String name =
        Hash.digest(HashAlgorithm.SHA256, identity())
            .format(HashFormat.BASE16)
            .substring(0, DIGITS);
    return new Place(folder.resolve(name + ".socket"), folder.resolve(name + ".lock"));
  }

  private static Path folder(Environment environment) throws IOException {
    String runtime = environment.nonEmpty("XDG_RUNTIME_DIR");
    Path folder =
        runtime != null && runtime.startsWith("/")
            ? BytePaths.of(runtime + "/firn")
            : Path.of("/tmp/firn-" + Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    try {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException there) {
      checkOurs(folder);
    }
    return folder;
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

  private static byte[] identity() throws IOException {
    StringBuilder identity = new StringBuilder();
    identity.append(System.getProperty("java.class.path")).append('\n');
    identity.append(System.getProperty("java.home")).append('\n');
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("Uid:")
          || line.startsWith("Gid:")
          || line.startsWith("Groups:")
          || line.startsWith("CapEff:")) {
        identity.append(line).append('\n');
      }
    }
    for (String namespace : NAMESPACES) {
      identity.append(Files.readSymbolicLink(Path.of("/proc/self/ns", namespace))).append('\n');
    }
    identity.append(Files.readSymbolicLink(Path.of("/proc/self/root")));
    return Latin1.bytes(Latin1.ofUnicode(identity.toString()));
  }
}
