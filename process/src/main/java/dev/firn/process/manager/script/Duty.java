package dev.firn.process.manager.script;

import java.util.EnumSet;
import java.util.Set;

/** What has to be done before a process starts, by its manager or by a script. */
public enum Duty {
  /** Set the variables of the model, {@code PATH} among them. */
  ENVIRONMENT,
  /** Read the files with variables. */
  ENVIRONMENT_FILES,
  /** Read the files with secrets. */
  SECRETS,
  /** Prepare the state. */
  INITIALIZE,
  /** Make the links to files that can be reloaded. */
  LINKS,
  /** Change the working directory. */
  DIRECTORY,
  /** Set the mask for new files. */
  UMASK,
  /** Set how nice it is. */
  NICE,
  /** Limit the open files. */
  OPEN_FILES,
  /** Become the user. */
  USER;

  /** All but those. */
  public static Set<Duty> allBut(Duty... others) {
    Set<Duty> duties = EnumSet.allOf(Duty.class);
    duties.removeAll(Set.of(others));
    return duties;
  }
}
