package dev.firn.image.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** The files and folders of the host that a container sees where they are. */
final class Mounts {
  private final List<String> options = new ArrayList<>();
  private final List<String> seen = new ArrayList<>();

  private Mounts() {}

  /** The options of {@code docker create} for a container. */
  static List<String> of(ContainerSettings settings, HostRoot root) {
    Mounts mounts = new Mounts();
    if (settings.hostPrograms()) {
      root.folders().forEach(folder -> mounts.add(folder, false));
    }
    mounts.addAll(settings.writable(), true);
    settings.programs().forEach(mounts::addHomeOf);
    mounts.addAll(settings.readable(), false);
    return mounts.options;
  }

  /** Shorter paths come first, so that what is in a folder is seen with it. */
  private void addAll(SortedSet<String> paths, boolean writable) {
    for (String path : paths) {
      if (!HostRoot.isBelow(path, seen) || !HostRoot.isBelow(HostRoot.real(path), seen)) {
        add(path, writable);
      }
    }
  }

  /** Where a program really is, links followed, it may have files beside it. */
  private void addHomeOf(String program) {
    String real = HostRoot.real(program);
    String folder = real.substring(0, Math.max(1, real.lastIndexOf('/')));
    if (!folder.equals("/") && !HostRoot.isBelow(folder, seen)) {
      add(folder, false);
    }
  }

  private void add(String path, boolean writable) {
    seen.add(path);
    String fields = "type=bind,src=" + HostRoot.real(path) + ",dst=" + path;
    options.add("--mount");
    options.add(writable ? fields : fields + ",readonly");
  }
}
