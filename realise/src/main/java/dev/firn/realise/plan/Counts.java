package dev.firn.realise.plan;

/** How much was done and how much is expected, for people. For one thread. */
final class Counts {
  long buildsDone;
  long buildsExpected;
  long buildsFailed;
  long fetchesDone;
  long fetchesExpected;
  long fetchesFailed;
  long downloadDone;
  long downloadExpected;
  long narDone;
  long narExpected;

  /** A text that differs when some number does. */
  String text() {
    return buildsDone
        + " "
        + buildsExpected
        + " "
        + buildsFailed
        + " "
        + fetchesDone
        + " "
        + fetchesExpected
        + " "
        + fetchesFailed
        + " "
        + downloadExpected
        + " "
        + narDone
        + " "
        + narExpected;
  }
}
