package dev.firn.process.host;

import dev.firn.base.disk.Disk;
import dev.firn.base.json.Json;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.FileOwnership;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.driver.Present;
import dev.firn.deploy.driver.Result;
import dev.firn.deploy.json.JsonFields;
import dev.firn.process.manager.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes folders, and leaves them when they are no longer wanted: data belongs to people. Only folders that Firn made are ever purged. The
 * scope of its place is the folder in which Firn keeps what it knows of deployments.
 */
public final class FoldersDriver extends RecordsDriver {
  /** The type of its places. */
  public static final String TYPE = "folders";

  /** The input with the absolute paths of the folders. */
  public static final String FOLDERS = "folders";

  /** The input with the paths of those in which everybody may make files. */
  public static final String SHARED = "shared";

  /** The input with who the folders belong to; without it, who deploys. */
  public static final String OWNER = "owner";

  private static final String WHAT = "a component of folders";
  private static final int SHARED_MODE = 01777;

  /** The fingerprint in records of folders that nobody wants any more, but that are still there. */
  private static final String LEFT = "left";

  private final Path deployments;

  /** The folders of deployments that are kept below that folder. */
  public FoldersDriver(Path deployments) {
    super(deployments.resolve(".folders"));
    this.deployments = deployments;
  }

  @Override
  @Nullable Present look(String deployment, Mark mark) throws IOException {
    if (mark.fingerprint().equals(LEFT)) {
      return null;
    }
    boolean complete = true;
    for (String line : records.made(deployment, mark.path())) {
      complete &= Files.isDirectory(BytePaths.of(line.substring(1)));
    }
    return new Present(mark.fingerprint(), complete);
  }

  /** A record has a line for each folder: a plus sign if Firn made it, a blank otherwise, and its path. */
  @Override
  void make(String deployment, Component component) throws IOException {
    JsonFields inputs = JsonFields.of(Json.object(component.inputs()), WHAT);
    List<String> folders = inputs.strings(FOLDERS);
    Set<String> shared = Set.copyOf(inputs.strings(SHARED));
    List<String> before = records.made(deployment, component.path());
    List<String> lines = new ArrayList<>();
    for (String folder : folders) {
      boolean own = !Files.exists(BytePaths.of(folder)) || before.contains("+" + folder);
      lines.add((own ? "+" : " ") + folder);
    }
    records.write(deployment, component, lines);
    for (String line : lines) {
      Path folder = BytePaths.of(line.substring(1));
      if (!Files.isDirectory(folder)) {
        create(folder);
        if (shared.contains(line.substring(1))) {
          FileOwnership.setMode(folder, SHARED_MODE);
        }
      }
      if (inputs.optional(OWNER) != null && line.startsWith("+")) {
        give(folder, inputs.string(OWNER));
      }
    }
  }

  private static void create(Path folder) throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("cannot make the folder " + folder + ": there is a file");
    }
    try {
      Disk.REAL.createDirectories(folder);
    } catch (IOException failed) {
      throw new IOException("cannot make the folder " + folder + ": " + text(failed), failed);
    }
  }

  /** Remembers nothing but which folders Firn made. */
  @Override
  void remove(String deployment, Component component) throws IOException {
    List<String> made = records.made(deployment, component.path());
    if (!made.isEmpty()) {
      records.write(deployment, component.withFingerprint(LEFT), made);
    }
  }

  private void give(Path folder, String owner) throws IOException {
    UserPrincipalLookupService accounts = folder.getFileSystem().getUserPrincipalLookupService();
    UserPrincipal user = accounts.lookupPrincipalByName(owner);
    if (!Files.getOwner(folder).equals(user)) {
      // What is in it belonged to a user of the same name, who came back with another number.
      giveAll(folder, user, accounts.lookupPrincipalByGroupName(owner));
    }
    // Nobody else can list Firn's folders, but the owner must get through.
    for (Path above = folder.getParent();
        above != null && above.startsWith(deployments);
        above = above.getParent()) {
      Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
      permissions.addAll(Files.getPosixFilePermissions(above));
      if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) {
        Files.setPosixFilePermissions(above, permissions);
      }
    }
  }

  private static void giveAll(Path folder, UserPrincipal user, GroupPrincipal group)
      throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        PosixFileAttributeView view =
            Files.getFileAttributeView(
                path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        view.setGroup(group);
        view.setOwner(user);
      }
    }
  }

  @Override
  public List<String> data(Component component) {
    return JsonFields.of(Json.object(component.inputs()), WHAT).strings(FOLDERS);
  }

  /** Removes the folders that Firn made, with all that is in them. */
  @Override
  public Result purge(String deployment, Component component) {
    try {
      List<String> made = records.made(deployment, component.path());
      for (String folder : data(component)) {
        if (made.contains("+" + folder)) {
          Disk.REAL.deleteTree(BytePaths.of(folder));
        }
      }
      records.remove(deployment, component.path());
      return Result.DONE;
    } catch (IOException failed) {
      return Result.failed("cannot remove folders: " + text(failed));
    }
  }
}
