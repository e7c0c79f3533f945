package dev.firn.app.deploy;

import dev.firn.deploy.apply.Progress;
import dev.firn.deploy.apply.Report;

/** Tells what happens to a deployment, while it happens and when it has. */
interface ChangeProgress extends Progress {
  /**
   * The change ended.
   *
   * @param generation the number of the current generation, 0 if there is none
   */
  void finished(Report report, int generation);
}
