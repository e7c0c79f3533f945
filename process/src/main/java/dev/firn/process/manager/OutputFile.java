package dev.firn.process.manager;

import dev.firn.process.description.ProcessDescription;

/** Where managers without logs of their own put what a process prints. */
public final class OutputFile {
  private OutputFile() {}

  /** The file that the process chose, or the one that upstream has for it. */
  public static String of(ProcessDescription process) {
    String own = process.logFile();
    return own != null ? own : process.folders().log() + "/nixproc-" + process.name() + ".log";
  }
}
