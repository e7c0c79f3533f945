package dev.firn.app.store;

import dev.firn.app.console.Surroundings;
import dev.firn.app.settings.Directories;
import dev.firn.app.settings.Environment;
import dev.firn.app.settings.Setting;
import dev.firn.app.settings.Settings;
import dev.firn.base.disk.Disk;
import dev.firn.base.disk.Links;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.FileOwnership;
import dev.firn.base.sys.Symlinks;
import dev.firn.base.text.PathText;
import dev.firn.store.IndexedStore;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.daemon.DaemonStore;
import dev.firn.store.local.IndirectRoots;
import dev.firn.store.local.LocalStore;
import dev.firn.store.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The profile that a user has without saying so: where {@code ~/.nix-profile} leads. Nix has the same. */
public final class UserProfile {
  private UserProfile() {}

  /**
   * The profile at a place.
   *
   * @param messages gets what people may want to know, a line each
   * @throws StoreException if the store is not on this machine
   */
  public static Profile open(Store store, Path place, Consumer<String> messages) {
    if (store instanceof LocalStore local) {
      return new Profile(local, place, messages);
    }
    IndirectRoots roots = store instanceof DaemonStore daemon ? daemon.linkedRoots() : null;
    if (roots != null && store instanceof IndexedStore indexed) {
      return new Profile(indexed, roots, place, messages);
    }
    throw new StoreException("profiles need a store on this machine");
  }

  private static Path state(Store store, Environment environment) {
    return store instanceof LocalStore local
        ? local.location().state()
        : BytePaths.of(Directories.state(environment));
  }

  /** The link that leads to it, which shells have in {@code PATH}. */
  public static Path link(Settings settings, Environment environment) {
    return BytePaths.of(
        settings.isOn(Setting.USE_XDG_BASE_DIRECTORIES)
            ? Directories.userState(environment) + "/profile"
            : environment.home() + "/.nix-profile");
  }

  /**
   * The profile that a command works on: the one that the user names, or {@code $NIX_PROFILE}, or the user's.
   *
   * @param given what an option says; null if it was not given
   */
  public static Path chosen(
      @Nullable String given, Settings settings, Surroundings surroundings, Store store) {
    String named = given == null ? surroundings.environment().nonEmpty("NIX_PROFILE") : given;
    if (named == null) {
      return ofUser(settings, surroundings.environment(), store);
    }
    return BytePaths.of(
        PathText.canonical(named.startsWith("/") ? named : surroundings.directory() + "/" + named));
  }

  /** Its place. If the link is not there, it is made, and leads to the usual place. */
  public static Path ofUser(Settings settings, Environment environment, Store store) {
    Path link = link(settings, environment);
    try {
      Path usual = usual(environment, state(store, environment));
      if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
        Links.replace(Disk.REAL, link, BytePaths.bytes(usual));
      }
      if (!Files.isSymbolicLink(link)) {
        return link;
      }
      String target = Symlinks.read(link);
      String parent = BytePaths.bytes(link).replaceFirst("/[^/]*$", "");
      return BytePaths.of(
          PathText.canonical(target.startsWith("/") ? target : parent + "/" + target));
    } catch (IOException failed) {
      throw new StoreException(
          "cannot find the profile of the user: " + failed.getMessage(), failed);
    }
  }

  /** The usual place; root's is in the state directory of the store. */
  private static Path usual(Environment environment, Path state) {
    return FileOwnership.user() == 0
        ? state.resolve("profiles/per-user/root/profile")
        : BytePaths.of(Directories.profiles(environment) + "/profile");
  }
}
