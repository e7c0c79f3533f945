package dev.firn.realise.build.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What a builder sees.
 *
 * @param root the directory that it sees as the root
 * @param files files of the machine, each after those that it lies below
 * @param buildDirectory where its directory is
 * @param directory where it sees that
 * @param network whether it sees the network of the machine
 * @param devices devices that it may use beside the usual ones
 * @param user the number of the user that it believes to be
 * @param group the number of the group that it believes to be
 * @param variables the variables of its environment
 */
public record SandboxPlan(
    Path root,
    List<SharedFile> files,
    Path buildDirectory,
    String directory,
    boolean network,
    SortedSet<String> devices,
    int user,
    int group,
    SortedMap<String, String> variables) {
  /** The number of the user that builders usually believe to be. */
  public static final int USER = 1000;

  /** The number of the group that builders usually believe to be. */
  public static final int GROUP = 100;
}
