package dev.firn.realise.build.options;

import dev.firn.base.json.Json;
import dev.firn.store.derivation.BadDerivationException;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads {@code exportReferencesGraph}: of which paths a builder is told what they need, and under which name. */
final class ExportedGraphs {
  private static final String NAME = "exportReferencesGraph";

  private ExportedGraphs() {}

  /** From a variable: file names and paths by turns. */
  static SortedMap<String, SortedSet<StorePath>> ofVariable(String value, StoreDir dir) {
    List<String> words = Words.of(value);
    if (words.size() % 2 != 0) {
      throw new BadDerivationException("odd number of tokens in '" + NAME + "': '" + value + "'");
    }
    SortedMap<String, SortedSet<StorePath>> graphs = new TreeMap<>();
    for (int i = 0; i < words.size(); i += 2) {
      if (!isFileName(words.get(i))) {
        throw new BadDerivationException(
            "invalid file name '" + words.get(i) + "' in '" + NAME + "'");
      }
      SortedSet<StorePath> path = new TreeSet<>();
      path.add(dir.split(words.get(i + 1)).storePath());
      graphs.put(words.get(i), path);
    }
    return graphs;
  }

  private static boolean isFileName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
      boolean other = (c >= '0' && c <= '9') || c == '.' || c == '-';
      if (!letter && !(other && i > 0)) {
        return false;
      }
    }
    return true;
  }

  /** From structured attributes: an object of paths, or lists of lists of them. Anything else does not count. */
  static SortedMap<String, SortedSet<StorePath>> ofMember(@Nullable Json value, StoreDir dir) {
    SortedMap<String, SortedSet<StorePath>> graphs = new TreeMap<>();
    if (value instanceof Json.Obj object) {
      for (Map.Entry<String, Json> each : object.members().entrySet()) {
        SortedSet<StorePath> paths = new TreeSet<>();
        addPaths(each.getValue(), dir, paths);
        graphs.put(each.getKey(), paths);
      }
    }
    return graphs;
  }

  private static void addPaths(Json value, StoreDir dir, SortedSet<StorePath> paths) {
    if (value instanceof Json.Array array) {
      array.members().forEach(member -> addPaths(member, dir, paths));
    } else if (value instanceof Json.Str text) {
      paths.add(dir.split(text.value()).storePath());
    } else {
      throw new BadDerivationException("'" + NAME + "' value is not an array or a string");
    }
  }
}
