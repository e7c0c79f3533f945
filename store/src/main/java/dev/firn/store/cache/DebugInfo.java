package dev.firn.store.cache;

import dev.firn.base.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds debugging information in archives: files {@code lib/debug/.build-id/XX/REST.debug}, where XXREST is a build id. */
final class DebugInfo {
  private static final List<String> FOLDER = List.of("lib", "debug", ".build-id");
  private static final String EXTENSION = ".debug";
  private static final int REST_LENGTH = 38;

  private DebugInfo() {}

  /**
   * A file for a build id.
   *
   * @param buildId 40 digits
   * @param member where it is in the archive
   */
  record Entry(String buildId, String member) {
    /** The name of the file in the cache that tells where it is. */
    String name() {
      return "debuginfo/" + buildId;
    }

    /** The content of that file. */
    String json(String url) {
      JsonWriter writer = JsonWriter.compact();
      writer.startObject();
      writer.key("archive");
      writer.string("../" + url);
      writer.key("member");
      writer.string(member);
      writer.endObject();
      return writer.finish();
    }
  }

  /** All that there are in an archive. */
  static List<Entry> of(Listing.Node root) {
    List<Entry> found = new ArrayList<>();
    for (Map.Entry<String, Listing.Node> group : entries(folder(root)).entrySet()) {
      if (group.getKey().length() == 2 && isHex(group.getKey())) {
        for (String name : entries(group.getValue()).keySet()) {
          add(group.getKey(), name, found);
        }
      }
    }
    return found;
  }

  private static void add(String group, String name, List<Entry> found) {
    if (name.length() == REST_LENGTH + EXTENSION.length()
        && name.endsWith(EXTENSION)
        && isHex(name.substring(0, REST_LENGTH))) {
      String member = String.join("/", FOLDER) + "/" + group + "/" + name;
      found.add(new Entry(group + name.substring(0, REST_LENGTH), member));
    }
  }

  private static Listing.Node folder(Listing.Node root) {
    Listing.Node at = root;
    for (String name : FOLDER) {
      at = entries(at).getOrDefault(name, new Listing.Link(""));
    }
    return at;
  }

  private static Map<String, Listing.Node> entries(Listing.Node node) {
    return node instanceof Listing.Directory directory ? directory.entries() : Map.of();
  }

  private static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0 || Character.isUpperCase(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
