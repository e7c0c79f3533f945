package dev.firn.conformance.rendered;

import java.util.Map;
import java.util.SortedMap;

/** Reads the files of one process as its manager would. */
interface Reader {
  /** Those of all managers that nix-processmgmt knows. */
  Map<String, Reader> ALL =
      Map.of(
          "supervisord",
          new SupervisordReader(),
          "systemd",
          new SystemdReader(),
          "sysvinit",
          new SysvinitReader(),
          "s6-rc",
          new S6RcReader(),
          "bsdrc",
          new BsdRcReader(),
          "launchd",
          new LaunchdReader(),
          "cygrunsrv",
          new CygrunsrvReader(),
          "docker",
          new DockerReader(),
          "disnix",
          new DisnixReader());

  /**
   * How the manager starts the process.
   *
   * @param facts gets what the manager is told besides
   * @throws Unreadable if the manager could not read it
   */
  Start read(Configuration files, SortedMap<String, String> facts);
}
