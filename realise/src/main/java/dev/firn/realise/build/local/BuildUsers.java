package dev.firn.realise.build.local;

import dev.firn.base.sys.FileOwnership;
import dev.firn.base.sys.LockFile;
import dev.firn.base.text.Latin1;
import dev.firn.realise.build.BuildFailedException;
import dev.firn.realise.build.BuildSettings;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.protocol.BuildStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The users that builders run as: members of a group, or numbers that belong to nobody. The locks are Nix's, so that both may build at
 * once. Users that are known to a directory service only are not seen.
 */
final class BuildUsers {
  private static final String USUAL_GROUP = "nixbld";

  /** How many numbers one build may use. */
  private static final int RANGE = 65536;

  private final StoreLocation location;
  private final Path state;
  private final BuildSettings.Users settings;

  BuildUsers(StoreLocation location, BuildSettings.Users settings) {
    this.location = location;
    this.state = location.state();
    this.settings = settings;
  }

  /** Whether builders run as users of their own: that takes a process that may choose, and a wish for it. */
  boolean isUsed() throws IOException {
    if (FileOwnership.user() != 0) {
      return false;
    }
    return settings.allocate()
        || (settings.group() == null
            ? isReachable(location.files()) && isReachable(state)
            : !settings.group().isEmpty());
  }

  /** Whether any user can enter the directory. */
  private static boolean isReachable(Path directory) throws IOException {
    for (Path at = directory; at != null; at = at.getParent()) {
      if (Files.exists(at)
          && !Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Takes a user that nobody uses; gives null if there is none at the moment.
   *
   * @throws BuildFailedException with Nix's message, if there are no users at all
   */
  @Nullable BuildUser acquire() throws IOException, BuildFailedException {
    String group = settings.group();
    if (settings.allocate()) {
      return allocate();
    }
    if (group == null) {
      return find("/etc/group", USUAL_GROUP) == null ? allocate() : ofGroup(USUAL_GROUP);
    }
    return ofGroup(group);
  }

  private @Nullable BuildUser allocate() throws IOException, BuildFailedException {
    Path pool = Files.createDirectories(state.resolve("userpool2"));
    for (int slot = 0; slot < settings.count() / RANGE; slot++) {
      LockFile lock = LockFile.open(pool.resolve("slot-" + slot));
      if (lock.tryLock(LockFile.Mode.EXCLUSIVE)) {
        int user = settings.first() + slot * RANGE;
        String name = nameOf(user);
        if (name != null) {
          lock.close();
          throw misconfigured(
              "auto-allocated UID " + user + " clashes with existing user account '" + name + "'");
        }
        return new BuildUser(user, user, List.of(), lock);
      }
      lock.close();
    }
    return null;
  }

  private @Nullable BuildUser ofGroup(String name) throws IOException, BuildFailedException {
    String[] group = find("/etc/group", name);
    if (group == null) {
      throw misconfigured(
          "the group '" + name + "' specified in 'build-users-group' does not exist");
    }
    String[] members = group.length < 4 || group[3].isEmpty() ? new String[0] : group[3].split(",");
    if (members.length == 0) {
      throw misconfigured("the build users group '" + name + "' has no members");
    }
    Path pool = Files.createDirectories(state.resolve("userpool"));
    for (String member : members) {
      BuildUser user = tryMember(member, name, number(group[2]), pool);
      if (user != null) {
        return user;
      }
    }
    return null;
  }

  private static @Nullable BuildUser tryMember(String member, String group, int number, Path pool)
      throws IOException, BuildFailedException {
    String[] account = find("/etc/passwd", member);
    if (account == null || account.length < 4) {
      throw misconfigured("the user '" + member + "' in the group '" + group + "' does not exist");
    }
    int user = number(account[2]);
    if (user == FileOwnership.user()) {
      throw misconfigured("the Nix user should not be a member of '" + group + "'");
    }
    LockFile lock = LockFile.open(pool.resolve(Integer.toUnsignedString(user)));
    if (lock.tryLock(LockFile.Mode.EXCLUSIVE)) {
      return new BuildUser(user, number, otherGroups(member, number(account[3]), number), lock);
    }
    lock.close();
    return null;
  }

  private static List<Integer> otherGroups(String member, int primary, int group)
      throws IOException {
    List<Integer> groups = new ArrayList<>();
    if (primary != group) {
      groups.add(primary);
    }
    for (String[] entry : entries("/etc/group")) {
      boolean isMember = entry.length > 3 && List.of(entry[3].split(",")).contains(member);
      if (isMember && number(entry[2]) != group && !groups.contains(number(entry[2]))) {
        groups.add(number(entry[2]));
      }
    }
    return groups;
  }

  private static @Nullable String nameOf(int user) throws IOException {
    for (String[] entry : entries("/etc/passwd")) {
      if (entry.length > 2 && entry[2].equals(Integer.toUnsignedString(user))) {
        return entry[0];
      }
    }
    return null;
  }

  private static String @Nullable [] find(String file, String name) throws IOException {
    for (String[] entry : entries(file)) {
      if (entry.length > 2 && entry[0].equals(name)) {
        return entry;
      }
    }
    return null;
  }

  private static List<String[]> entries(String file) throws IOException {
    List<String[]> entries = new ArrayList<>();
    try {
      for (String line : Latin1.string(Files.readAllBytes(Path.of(file))).split("\n")) {
        entries.add(line.split(":", -1));
      }
    } catch (NoSuchFileException none) {
      // Then there are no names.
    }
    return entries;
  }

  private static int number(String text) throws IOException {
    try {
      return Integer.parseUnsignedInt(text);
    } catch (NumberFormatException bad) {
      throw new IOException("'" + text + "' is no number of a user or group");
    }
  }

  private static BuildFailedException misconfigured(String message) {
    return new BuildFailedException(BuildStatus.MISC_FAILURE, message);
  }
}
