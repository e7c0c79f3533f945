package dev.firn.store.daemon;

import dev.firn.base.activity.Level;
import dev.firn.store.protocol.ClientSettings;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Takes out of what a client sets what it may not set, as Nix does. */
final class TrustedSettings {
  private static final Set<String> HARMLESS =
      Set.of(
          "timeout",
          "build-timeout",
          "max-silent-time",
          "build-max-silent-time",
          "build-poll-interval",
          "connect-timeout");
  private static final Set<String> SUBSTITUTERS = Set.of("substituters", "binary-caches");
  private static final Set<String> NEVER =
      Set.of("ssh-auth-sock", "experimental-features", "plugin-files");

  private final Collection<String> trustedSubstituters;
  private final ServerSink sink;

  /**
   * A filter.
   *
   * @param trustedSubstituters the substituters that everybody may use
   * @param sink is told what is ignored
   */
  TrustedSettings(Collection<String> trustedSubstituters, ServerSink sink) {
    this.trustedSubstituters = trustedSubstituters;
    this.sink = sink;
  }

  /** What is left of the settings. */
  ClientSettings filter(ClientSettings settings, boolean trusted) {
    SortedMap<String, String> allowed = new TreeMap<>();
    for (Map.Entry<String, String> each : settings.overrides().entrySet()) {
      String name = each.getKey();
      String value = each.getValue();
      if (NEVER.contains(name)) {
        continue;
      }
      if (trusted || HARMLESS.contains(name) || (name.equals("builders") && value.isEmpty())) {
        allowed.put(name, value);
      } else if (SUBSTITUTERS.contains(name)) {
        allowed.put(name, trustedOf(value));
      } else {
        sink.message(
            Level.WARN,
            "ignoring the client-specified setting '"
                + name
                + "', because it is a restricted setting and you are not a trusted user");
      }
    }
    return settings.withOverrides(allowed);
  }

  private String trustedOf(String uris) {
    TreeSet<String> allowed = new TreeSet<>();
    List<String> kept =
        Arrays.stream(uris.split("[ \t\n\r]+"))
            .filter(uri -> !uri.isEmpty())
            .filter(this::isTrusted)
            .filter(allowed::add)
            .toList();
    return String.join(" ", kept);
  }

  private boolean isTrusted(String uri) {
    boolean known = trustedSubstituters.contains(uri) || trustedSubstituters.contains(uri + "/");
    if (!known) {
      sink.message(
          Level.WARN,
          "ignoring untrusted substituter '"
              + uri
              + "', you are not a trusted user.\n"
              + "Run `man nix.conf` for more information on the `substituters` configuration option.");
    }
    return known;
  }
}
