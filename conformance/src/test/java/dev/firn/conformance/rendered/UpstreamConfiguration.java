package dev.firn.conformance.rendered;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What nix-processmgmt generated for the cases, as {@code conformance/rendered/record} has it built. */
final class UpstreamConfiguration {
  private static final Pattern ATTRIBUTE = Pattern.compile("(?m)^([a-zA-Z]+)=(.*)$");

  private final Path folder;

  /** In that folder, {@code MANAGER/CASE} each. */
  UpstreamConfiguration(Path folder) {
    this.folder = folder;
  }

  /**
   * The files for a case, by path.
   *
   * @param facts gets the accounts that it needs
   * @throws Unreadable if it could not generate them
   */
  SortedMap<String, String> files(String manager, String name, SortedMap<String, String> facts) {
    Path built = folder.resolve(manager).resolve(name);
    if (Files.notExists(built)) {
      throw new Unreadable("cannot be generated");
    }
    Configuration all = new Configuration(built);
    SortedMap<String, String> files = new TreeMap<>();
    for (String path : all.paths()) {
      if (path.startsWith("dysnomia-support/")) {
        account(path.substring("dysnomia-support/".length()), all.text(path), facts);
      } else {
        files.put(path, all.text(path));
      }
    }
    return files;
  }

  private void account(String path, String text, SortedMap<String, String> facts) {
    String prefix = "account " + path.replace('/', ' ');
    facts.put(prefix, "there");
    Matcher attributes = ATTRIBUTE.matcher(text);
    while (attributes.find()) {
      String value = String.join(" ", Words.shell(attributes.group(2)));
      facts.put(prefix + " " + attributes.group(1), value);
    }
  }
}
