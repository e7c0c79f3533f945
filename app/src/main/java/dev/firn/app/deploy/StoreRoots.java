package dev.firn.app.deploy;

import dev.firn.app.eval.Session;
import dev.firn.base.json.Json;
import dev.firn.base.sys.BytePaths;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentJson;
import dev.firn.deploy.component.Probe;
import dev.firn.deploy.generation.Generation;
import dev.firn.deploy.generation.History;
import dev.firn.store.local.IndirectRoots;
import dev.firn.store.path.Mentions;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what generations need from being collected: in the folder of a deployment there is a link to each store path that a component
 * mentions, and the store knows of the links.
 */
public final class StoreRoots {
  private static final String FOLDER = "roots";

  private final StoreDir dir;
  private final @Nullable IndirectRoots roots;

  /**
   * Keeps paths of a store.
   *
   * @param roots who makes links known; null if nothing can be kept
   */
  public StoreRoots(StoreDir dir, @Nullable IndirectRoots roots) {
    this.dir = dir;
    this.roots = roots;
  }

  /** Keeps paths of the store of a session. */
  public static StoreRoots of(Session session) {
    return new StoreRoots(session.store().dir(), session.roots());
  }

  /**
   * Keeps what components need, before they are deployed.
   *
   * @param deployment the folder of the deployment, which must be there
   */
  void keep(Path deployment, Collection<Component> components) throws IOException {
    if (roots == null) {
      return;
    }
    Path folder = deployment.resolve(FOLDER);
    for (StorePath path : mentioned(components)) {
      Path link = folder.resolve(path.baseName());
      if (!Files.isSymbolicLink(link)) {
        Files.createDirectories(folder);
        roots.add(BytePaths.bytes(link), path);
      }
    }
  }

  private SortedSet<StorePath> mentioned(Collection<Component> components) {
    SortedSet<StorePath> paths = new TreeSet<>();
    for (Component component : components) {
      component.inputs().values().forEach(input -> addMentioned(paths, input));
      Probe probe = component.probe();
      if (probe != null) {
        probe.arguments().values().forEach(argument -> addMentioned(paths, argument));
      }
    }
    return paths;
  }

  private void addMentioned(SortedSet<StorePath> paths, Json json) {
    switch (json) {
      case Json.Str text -> Mentions.add(dir, text.value(), paths);
      case Json.Array array -> array.members().forEach(member -> addMentioned(paths, member));
      case Json.Obj object ->
          object
              .members()
              .forEach((name, member) -> {
                Mentions.add(dir, name, paths);
                addMentioned(paths, member);
              });
      default -> {}
    }
  }

  /** Gives up what no generation needs any longer. */
  static void giveUp(Path deployment, History history) throws IOException {
    Path folder = deployment.resolve(FOLDER);
    if (!Files.isDirectory(folder)) {
      return;
    }
    StringBuilder needed = new StringBuilder();
    for (Generation generation : history.generations().values()) {
      needed.append(ComponentJson.writeAll(generation.components().values()).print());
    }
    try (DirectoryStream<Path> links = Files.newDirectoryStream(folder)) {
      for (Path link : links) {
        if (needed.indexOf(link.getFileName().toString()) < 0) {
          Files.delete(link);
        }
      }
    }
  }
}
