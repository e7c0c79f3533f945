package dev.firn.process.model;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.ComponentPath;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads {@code credentials}: the users and groups that a process needs, with ids from the assignment where the model gives none. */
final class Credentials {
  private static final List<String> GROUP = List.of("gid");
  private static final List<String> USER =
      List.of("createHomeDir", "description", "group", "homeDir", "password", "shell", "uid");
  private static final String NAME = "[a-z_][a-z0-9_.-]{0,31}";

  private final Fields credentials;
  private final @Nullable Fields ids;
  private final HostComponents host;

  /**
   * The credentials of a process.
   *
   * @param ids the assigned ids, by resource; null if there are none
   * @param host takes what is wanted
   */
  Credentials(Fields credentials, @Nullable Fields ids, HostComponents host) {
    this.credentials = credentials;
    this.ids = ids;
    this.host = host;
    credentials.only(List.of("groups", "users"), "parameter");
  }

  /** Wants the accounts, and gives their paths. */
  List<ComponentPath> want() {
    List<ComponentPath> paths = new ArrayList<>();
    SortedMap<String, Fields> groups = credentials.fieldsByName("groups");
    groups.forEach((name, group) -> {
      checkName(name, "groups");
      group.only(GROUP, "parameter");
      TreeMap<String, Json> attributes = new TreeMap<>();
      putId(attributes, "gid", group, "gids", name);
      paths.add(host.addGroup(name, attributes));
    });
    credentials
        .fieldsByName("users")
        .forEach((name, user) -> {
          checkName(name, "users");
          paths.add(host.addUser(name, attributes(name, user, groups.containsKey(name))));
        });
    return paths;
  }

  private SortedMap<String, Json> attributes(String name, Fields user, boolean ownGroup) {
    checkUser(user);
    TreeMap<String, Json> attributes = new TreeMap<>();
    putId(attributes, "uid", user, "uids", name);
    for (String text : List.of("description", "group", "homeDir", "shell")) {
      String value = user.text(text);
      if (value != null) {
        attributes.put(text, new Json.Str(value));
      }
    }
    if (ownGroup) {
      attributes.putIfAbsent("group", new Json.Str(name));
    }
    if (user.flag("createHomeDir", false)) {
      attributes.put("createHomeDir", new Json.Bool(true));
    }
    return attributes;
  }

  private static void checkUser(Fields user) {
    user.only(USER, "parameter");
    if (user.has("password")) {
      throw user.wrong(
          "password", "would stand in files that many can read: set it by hand, with passwd");
    }
  }

  /** Without users of their own, processes want only the homes. */
  void wantHomes() {
    credentials
        .fieldsByName("users")
        .values()
        .forEach(user -> {
          checkUser(user);
          String home = user.text("homeDir");
          if (home != null && user.flag("createHomeDir", false)) {
            host.addHome(home);
          }
        });
  }

  private void checkName(String name, String what) {
    if (!name.matches(NAME)) {
      throw credentials.wrong(what, "has the name '" + name + "', which no account can have");
    }
  }

  private void putId(
      SortedMap<String, Json> attributes, String id, Fields account, String resource, String name) {
    Long given = account.integer(id);
    if (given == null && ids != null) {
      Fields assigned = ids.fields(resource);
      given = assigned == null ? null : assigned.integer(name);
    }
    if (given != null) {
      attributes.put(id, new Json.Int(given));
    }
  }
}
