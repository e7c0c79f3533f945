package dev.firn.app.deploy;

import dev.firn.app.settings.Directories;
import dev.firn.app.settings.Environment;
import dev.firn.base.sys.BytePaths;
import dev.firn.deploy.component.Deployment;
import dev.firn.deploy.log.EventLog;
import dev.firn.deploy.log.FileLogDirectory;
import dev.firn.deploy.log.LogDirectory;
import dev.firn.deploy.log.LogException;
import dev.firn.deploy.log.State;
import dev.firn.deploy.target.FileLocks;
import dev.firn.deploy.target.Locks;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All deployments that a user has on this machine: a folder for each, which only that user can read, and locks. */
final class Deployments {
  /** No deployment can have this name. */
  private static final String LOCKS = ".locks";

  private final Path root;

  /** Those in that folder. */
  Deployments(Path root) {
    this.root = root;
  }

  /** Those of whoever runs this. */
  static Deployments of(Environment environment) {
    return new Deployments(BytePaths.of(Directories.deployments(environment)));
  }

  /** The folder of a deployment, which need not be there. */
  Path folder(String name) {
    Deployment.checkName(name);
    return root.resolve(name);
  }

  /** The names of all, sorted. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    if (Files.isDirectory(root)) {
      try (DirectoryStream<Path> folders = Files.newDirectoryStream(root)) {
        for (Path folder : folders) {
          String name = folder.getFileName().toString();
          if (Deployment.isName(name) && Files.exists(folder.resolve(EventLog.FILE))) {
            names.add(name);
          }
        }
      } catch (IOException failed) {
        throw new DeployFailure("cannot read '" + root + "': " + why(failed));
      }
    }
    Collections.sort(names);
    return names;
  }

  /** What is known of a deployment; null if there is none of that name. */
  @Nullable State read(String name) {
    try {
      return EventLog.read(new FileLogDirectory(folder(name)));
    } catch (LogException failed) {
      throw DeployFailure.of(failed);
    }
  }

  /** Where the log of a deployment is, made if need be. */
  LogDirectory directory(String name) {
    make(folder(name));
    return new FileLogDirectory(folder(name));
  }

  /** The locks of deployments and targets. */
  Locks locks() {
    make(root.resolve(LOCKS));
    return new FileLocks(root.resolve(LOCKS), "process " + ProcessHandle.current().pid());
  }

  /** What is written in a folder is durable only if the folder is. */
  private static void make(Path folder) {
    List<Path> changed = new ArrayList<>();
    Path at = folder;
    while (!Files.exists(at)) {
      at = Objects.requireNonNull(at.getParent());
      changed.add(at);
    }
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      for (Path parent : changed) {
        new FileLogDirectory(parent).syncNames();
      }
    } catch (IOException failed) {
      throw new DeployFailure("cannot make '" + folder + "': " + why(failed));
    }
  }

  /** Of what is not allowed Java tells only where. */
  private static String why(IOException failed) {
    return failed.getMessage()
        + (failed instanceof AccessDeniedException ? ": permission denied" : "");
  }
}
