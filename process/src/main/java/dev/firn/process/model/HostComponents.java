package dev.firn.process.model;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.ModelException;
import dev.firn.deploy.component.Place;
import dev.firn.process.description.Folders;
import dev.firn.process.host.AccountsDriver;
import dev.firn.process.host.FoldersDriver;
import dev.firn.process.host.IdsDriver;
import dev.firn.process.ids.IdAssignment;
import dev.firn.process.ids.IdJson;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What must be there before processes: components below {@code host}. The same user or group may be asked for more than once. */
final class HostComponents {
  /** The composite of all of them. */
  static final String HOST = "host";

  /** The assigned ids. */
  static final ComponentPath IDS = ComponentPath.of(HOST, "ids");

  private static final ComponentPath FOLDERS = ComponentPath.of(HOST, "folders");

  private final Choices choices;
  private final SortedMap<ComponentPath, Component> others = new TreeMap<>();
  private final Set<Folders> folders = new LinkedHashSet<>();
  private final Set<String> homes = new LinkedHashSet<>();

  HostComponents(Choices choices) {
    this.choices = choices;
    folders.add(choices.folders());
    String owner = choices.owner();
    if (owner != null) {
      addGroup(owner, new TreeMap<>());
      TreeMap<String, Json> attributes = new TreeMap<>();
      attributes.put("group", new Json.Str(owner));
      attributes.put("description", new Json.Str("Processes of Firn"));
      addUser(owner, attributes);
    }
  }

  /** Wants folders. */
  ComponentPath addFolders(Folders wanted) {
    folders.add(wanted);
    return FOLDERS;
  }

  /** Wants assigned ids to be kept. */
  void keepIds(IdAssignment assignment) {
    others.put(IDS, component(IDS, IdsDriver.TYPE, IdJson.write(assignment)));
  }

  /** Wants a folder that is somebody's home. */
  void addHome(String home) {
    homes.add(home);
  }

  /** Wants a group. */
  ComponentPath addGroup(String name, SortedMap<String, Json> attributes) {
    return add(ComponentPath.of(HOST, "groups", name), attributes, null);
  }

  /** Wants a user, after its group if that is wanted too. */
  ComponentPath addUser(String name, SortedMap<String, Json> attributes) {
    Json group = attributes.get("group");
    ComponentPath path =
        group instanceof Json.Str(String text) ? ComponentPath.of(HOST, "groups", text) : null;
    return add(ComponentPath.of(HOST, "users", name), attributes, path);
  }

  /** The path of the user of that name; null if none is wanted. */
  @Nullable ComponentPath user(@Nullable String name) {
    ComponentPath path = name == null ? null : ComponentPath.of(HOST, "users", name);
    return path != null && others.containsKey(path) ? path : null;
  }

  private ComponentPath add(
      ComponentPath path, SortedMap<String, Json> attributes, @Nullable ComponentPath group) {
    Component component =
        component(path, AccountsDriver.TYPE, attributes)
            .withDependsOn(group != null && others.containsKey(group) ? List.of(group) : List.of());
    Component other = others.putIfAbsent(path, component);
    if (other != null && !other.fingerprint().equals(component.fingerprint())) {
      throw new ModelException(
          path + " is wanted twice, with different attributes: give it the same ones everywhere");
    }
    return path;
  }

  private Component component(ComponentPath path, String type, SortedMap<String, Json> attributes) {
    return Component.of(
            path,
            new Place(type + ":" + choices.deployments(), Choices.TARGET),
            Fingerprint.of(Json.object(attributes).print()))
        .withInputs(attributes, attributes.keySet());
  }

  /** All of them. */
  Collection<Component> all() {
    Map<ComponentPath, Component> all = new TreeMap<>(others);
    all.put(FOLDERS, foldersComponent());
    return all.values();
  }

  private Component foldersComponent() {
    Set<String> paths = new LinkedHashSet<>();
    Set<String> shared = new LinkedHashSet<>();
    for (Folders each : folders) {
      paths.addAll(
          List.of(
              each.state(),
              each.run(),
              each.log(),
              each.cache(),
              each.spool(),
              each.lock(),
              each.lib(),
              each.tmp()));
      if (choices.privileged()) {
        shared.add(each.tmp());
      }
    }
    paths.addAll(homes);
    SortedMap<String, Json> attributes = new TreeMap<>();
    attributes.put(FoldersDriver.FOLDERS, strings(paths));
    attributes.put(FoldersDriver.SHARED, strings(shared));
    ComponentPath owner = user(choices.owner());
    if (choices.owner() != null) {
      attributes.put(FoldersDriver.OWNER, new Json.Str(choices.owner()));
    }
    return component(FOLDERS, FoldersDriver.TYPE, attributes)
        .withDependsOn(owner == null ? List.of() : List.of(owner));
  }

  private static Json strings(Collection<String> texts) {
    return new Json.Array(texts.stream().map(text -> (Json) new Json.Str(text)).toList());
  }
}
