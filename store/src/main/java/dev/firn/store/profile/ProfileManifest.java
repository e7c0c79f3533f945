package dev.firn.store.profile;

import dev.firn.base.json.Json;
import dev.firn.base.json.JsonParseException;
import dev.firn.base.text.PackageName;
import dev.firn.store.StoreException;
import dev.firn.store.path.BadStorePathException;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is installed in a profile, as {@code manifest.json} says it: Nix's format of {@code nix profile}. Versions 1, 2 and 3 are read, 3 is
 * written.
 *
 * @param packages what is installed, by names that are unique in the profile
 */
public record ProfileManifest(SortedMap<String, Installed> packages) {
  /** The name of the file. */
  public static final String FILE = "manifest.json";

  /** The priority of packages that have none. */
  public static final long USUAL_PRIORITY = 5;

  /** Nothing is installed. */
  public static final ProfileManifest EMPTY = new ProfileManifest(new TreeMap<>());

  private static final int WRITTEN = 3;

  /** Members that version 1 calls otherwise. */
  private static final Map<String, String> OLD_NAMES =
      Map.of("uri", "url", "originalUri", "originalUrl");

  /** Copies the map. */
  public ProfileManifest {
    packages = Collections.unmodifiableSortedMap(new TreeMap<>(packages));
  }

  /**
   * A package.
   *
   * @param paths what of it is shown
   * @param active whether it is shown
   * @param priority where packages have the same file, that of the smallest wins
   * @param source what else is known of it, such as the flake that it came from; kept as it is
   */
  public record Installed(
      SortedSet<StorePath> paths, boolean active, long priority, SortedMap<String, Json> source) {
    /** Copies the collections. */
    public Installed {
      paths = Collections.unmodifiableSortedSet(new TreeSet<>(paths));
      source = Collections.unmodifiableSortedMap(new TreeMap<>(source));
    }

    /** A package without a source, which is shown. */
    public static Installed of(SortedSet<StorePath> paths, long priority) {
      return new Installed(paths, true, priority, new TreeMap<>());
    }
  }

  /** The same with one package more; if its name is taken, a number is added to it. */
  public ProfileManifest with(String name, Installed added) {
    String free = name;
    for (int i = 1; packages.containsKey(free); i++) {
      free = name + "-" + i;
    }
    SortedMap<String, Installed> all = new TreeMap<>(packages);
    all.put(free, added);
    return new ProfileManifest(all);
  }

  /** The same without some packages. */
  public ProfileManifest without(SortedSet<String> names) {
    SortedMap<String, Installed> left = new TreeMap<>(packages);
    left.keySet().removeAll(names);
    return new ProfileManifest(left);
  }

  /** The text of the file. */
  public String print(StoreDir dir) {
    SortedMap<String, Json> elements = new TreeMap<>();
    packages.forEach((name, each) -> elements.put(name, json(each, dir)));
    return json(elements).print();
  }

  private static Json json(SortedMap<String, Json> elements) {
    return Json.object(Map.of("version", new Json.Int(WRITTEN), "elements", Json.object(elements)));
  }

  private static Json json(Installed each, StoreDir dir) {
    SortedMap<String, Json> members = new TreeMap<>(each.source);
    List<Json> paths = new ArrayList<>();
    each.paths.forEach(path -> paths.add(new Json.Str(dir.print(path))));
    members.put("storePaths", new Json.Array(paths));
    members.put("active", new Json.Bool(each.active));
    members.put("priority", new Json.Int(each.priority));
    return Json.object(members);
  }

  /**
   * Reads the text of the file.
   *
   * @throws StoreException if it is no such text, or of another version
   */
  public static ProfileManifest parse(String text, StoreDir dir) {
    try {
      if (!(Json.parse(text) instanceof Json.Obj whole)) {
        throw new StoreException("the list of what is installed is no JSON object");
      }
      long version = whole.get("version") instanceof Json.Int number ? number.value() : 0;
      if (version < 1 || version > WRITTEN) {
        throw new StoreException(
            "the list of what is installed has unsupported version " + version);
      }
      return read(whole.get("elements"), dir);
    } catch (JsonParseException | BadStorePathException bad) {
      throw new StoreException(
          "the list of what is installed cannot be read: " + bad.getMessage(), bad);
    }
  }

  private static ProfileManifest read(@Nullable Json elements, StoreDir dir) {
    ProfileManifest manifest = EMPTY;
    if (elements instanceof Json.Obj named) {
      for (Map.Entry<String, Json> each : named.members().entrySet()) {
        manifest = manifest.with(each.getKey(), installed(each.getValue(), dir));
      }
    } else if (elements instanceof Json.Array list) {
      for (Json each : list.members()) {
        Installed installed = installed(each, dir);
        manifest = manifest.with(name(installed), installed);
      }
    }
    return manifest;
  }

  /** Versions before 3 have no names: the last part of the attribute path serves, or the names of the paths. */
  private static String name(Installed installed) {
    return installed.source.get("attrPath") instanceof Json.Str path
        ? path.value().substring(path.value().lastIndexOf('.') + 1)
        : name(installed.paths);
  }

  /** What packages that are only paths are called: the names of these without versions. */
  public static String name(SortedSet<StorePath> paths) {
    SortedSet<String> names = new TreeSet<>();
    paths.forEach(path -> names.add(PackageName.parse(path.name()).name()));
    return String.join(", ", names);
  }

  /** The versions of paths; empty for one that has none. */
  public static SortedSet<String> versions(SortedSet<StorePath> paths) {
    SortedSet<String> versions = new TreeSet<>();
    paths.forEach(path -> versions.add(PackageName.parse(path.name()).version()));
    return versions;
  }

  private static Installed installed(Json json, StoreDir dir) {
    if (!(json instanceof Json.Obj object)
        || !(object.get("storePaths") instanceof Json.Array list)) {
      throw new StoreException("the list of what is installed has a package without paths");
    }
    SortedSet<StorePath> paths = new TreeSet<>();
    for (Json path : list.members()) {
      if (path instanceof Json.Str text) {
        paths.add(dir.parse(text.value()));
      }
    }
    boolean active = !(object.get("active") instanceof Json.Bool flag) || flag.value();
    long priority =
        object.get("priority") instanceof Json.Int number ? number.value() : USUAL_PRIORITY;
    return new Installed(paths, active, priority, source(object));
  }

  private static SortedMap<String, Json> source(Json.Obj object) {
    SortedMap<String, Json> source = new TreeMap<>();
    object
        .members()
        .forEach((name, value) -> source.put(OLD_NAMES.getOrDefault(name, name), value));
    source.keySet().removeAll(List.of("storePaths", "active", "priority"));
    return source;
  }
}
