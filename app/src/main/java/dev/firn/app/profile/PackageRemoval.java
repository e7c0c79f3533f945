package dev.firn.app.profile;

import dev.firn.app.command.ProfileOptions;
import dev.firn.app.command.UsageException;
import dev.firn.base.activity.Level;
import dev.firn.lang.regex.Regex;
import dev.firn.lang.regex.RegexSyntaxException;
import dev.firn.store.path.StorePath;
import dev.firn.store.profile.ProfileManifest;
import dev.firn.store.profile.ProfileManifest.Installed;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** {@code firn profile remove}: takes packages out of a profile. */
final class PackageRemoval {
  private final ProfileCall call;

  private PackageRemoval(ProfileCall call) {
    this.call = call;
  }

  /** Does it. */
  static void run(ProfileCall call) {
    boolean named = !call.line().operands().isEmpty() || call.line().has(ProfileOptions.REGEX);
    if (call.line().has(ProfileOptions.ALL) == named) {
      throw new UsageException("tell which packages, or --all");
    }
    call.profile().change(new PackageRemoval(call)::remaining);
  }

  private @Nullable StorePath remaining() {
    ProfileManifest manifest = call.installed();
    SortedSet<String> gone = selected(manifest);
    gone.forEach(
        name -> call.surroundings().messages().say(Level.NOTICE, "removing '" + name + "'"));
    if (gone.isEmpty() || call.line().has(ProfileOptions.DRY_RUN)) {
      return null;
    }
    ProfileManifest left = manifest.without(gone);
    call.info("removed " + gone.size() + " packages, kept " + left.packages().size() + " packages");
    return call.build(left);
  }

  private SortedSet<String> selected(ProfileManifest manifest) {
    if (call.line().has(ProfileOptions.ALL)) {
      return new TreeSet<>(manifest.packages().keySet());
    }
    SortedSet<String> names = new TreeSet<>();
    for (String operand : call.line().operands()) {
      StorePath path = call.session().store().dir().find(operand);
      select(
          manifest,
          operand,
          path == null
              ? (name, _) -> name.equals(operand)
              : (_, installed) -> installed.paths().contains(path),
          names);
    }
    for (String pattern : call.line().values(ProfileOptions.REGEX)) {
      Regex regex = compile(pattern);
      select(manifest, pattern, (name, _) -> regex.match(name) != null, names);
    }
    return names;
  }

  private static Regex compile(String pattern) {
    try {
      return Regex.compile(pattern);
    } catch (RegexSyntaxException bad) {
      throw new UsageException("invalid regular expression '" + pattern + "'");
    }
  }

  private void select(
      ProfileManifest manifest,
      String wanted,
      BiPredicate<String, Installed> test,
      SortedSet<String> names) {
    boolean found = false;
    for (Map.Entry<String, Installed> each : manifest.packages().entrySet()) {
      if (test.test(each.getKey(), each.getValue())) {
        names.add(each.getKey());
        found = true;
      }
    }
    if (!found) {
      call.surroundings()
          .messages()
          .warn("'" + wanted + "' does not match any packages in the profile");
    }
  }
}
