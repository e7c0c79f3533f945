package dev.firn.app.profile;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.ProfileOptions;
import dev.firn.app.console.Surroundings;
import dev.firn.app.environment.InstalledPackages;
import dev.firn.app.eval.Session;
import dev.firn.app.settings.Settings;
import dev.firn.app.store.UserProfile;
import dev.firn.base.activity.Level;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Latin1;
import dev.firn.store.StoreException;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StorePath;
import dev.firn.store.profile.LinkForest;
import dev.firn.store.profile.Profile;
import dev.firn.store.profile.ProfileManifest;
import dev.firn.store.profile.ProfileManifest.Installed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a command about a profile is called with.
 *
 * @param line the command line
 * @param session what evaluates
 * @param settings the settings
 * @param surroundings what the command runs in
 */
record ProfileCall(
    CommandLine line, Session session, Settings settings, Surroundings surroundings) {
  /** Tells what is done. */
  void info(String message) {
    surroundings.messages().say(Level.INFO, message);
  }

  /** Where the profile is. */
  Path place() {
    return UserProfile.chosen(
        line.value(ProfileOptions.PROFILE), settings, surroundings, session.store());
  }

  /** The profile. */
  Profile profile() {
    return UserProfile.open(session.store(), place(), this::info);
  }

  /** What is installed in the profile. */
  ProfileManifest installed() {
    return read(place());
  }

  /** What is installed in a profile, or in one of its generations; {@code nix-env} may have made it. */
  ProfileManifest read(Path profile) {
    Path file = profile.resolve(ProfileManifest.FILE);
    if (Files.exists(file)) {
      try {
        return ProfileManifest.parse(
            Latin1.string(Files.readAllBytes(file)), session.store().dir());
      } catch (IOException failed) {
        throw new StoreException("cannot read '" + file + "': " + failed.getMessage(), failed);
      }
    }
    ProfileManifest manifest = ProfileManifest.EMPTY;
    for (StorePath path : InstalledPackages.paths(profile, session)) {
      SortedSet<StorePath> paths = new TreeSet<>(List.of(path));
      manifest =
          manifest.with(
              ProfileManifest.name(paths), Installed.of(paths, ProfileManifest.USUAL_PRIORITY));
    }
    return manifest;
  }

  /** Makes what shows packages, and gives its path. Nix's {@code nix profile} gives the same. */
  StorePath build(ProfileManifest manifest) {
    List<LinkForest.Member> shown = new ArrayList<>();
    SortedSet<StorePath> references = new TreeSet<>();
    for (Installed each : manifest.packages().values()) {
      references.addAll(each.paths());
      for (StorePath path : each.active() ? each.paths() : new TreeSet<StorePath>()) {
        shown.add(new LinkForest.Member(session.store().dir().print(path), (int) each.priority()));
      }
    }
    SortedMap<String, MemoryTree> list = new TreeMap<>();
    list.put(
        ProfileManifest.FILE, MemoryTree.file(Latin1.bytes(manifest.print(session.store().dir()))));
    try {
      MemoryTree forest =
          LinkForest.of(session.store(), shown, list, surroundings.messages()::warn);
      return session
          .store()
          .addTree(
              "profile",
              forest,
              TreeFilter.ALL,
              ContentAddressMethod.NAR,
              HashAlgorithm.SHA256,
              references);
    } catch (IOException failed) {
      throw new StoreException("cannot make the profile: " + failed.getMessage(), failed);
    }
  }
}
