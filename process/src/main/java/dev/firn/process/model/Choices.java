package dev.firn.process.model;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Paths;
import dev.firn.lang.host.FileKind;
import dev.firn.lang.host.Host;
import dev.firn.lang.value.Attrs;
import dev.firn.process.description.Folders;
import dev.firn.process.manager.Manager;
import dev.firn.process.manager.Shell;
import dev.firn.process.managers.Managers;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was chosen for a deployment: by options, else by the file of settings, else by default.
 *
 * @param file the absolute path of the model
 * @param name of the deployment
 * @param manager the process manager
 * @param place the type of its place: its name, and its scope if it has one
 * @param privileged whether processes may have users of their own
 * @param owner who unprivileged processes of root run as; null if root does not deploy
 * @param folders where processes keep what they change
 * @param arguments what the user gives the model
 * @param deployments the directory in which Firn keeps what it knows of deployments
 */
record Choices(
    String file,
    String name,
    Manager manager,
    String place,
    boolean privileged,
    @Nullable String owner,
    Folders folders,
    Attrs arguments,
    String deployments) {
  /** The machine that all is on. */
  static final String TARGET = "localhost";

  /** The file in a directory that is its model. */
  static final String MODEL = "processes.nix";

  /** Who root's processes run as, unless they are privileged. */
  static final String OWNER = "firn";

  private static final String EMBEDDED = "embedded";

  /** The managers that nix-processmgmt knows. */
  private static final Set<String> UPSTREAM =
      Set.of(
          "bsdrc",
          "cygrunsrv",
          "disnix",
          "docker",
          "launchd",
          "s6-rc",
          "supervisord",
          "systemd",
          "sysvinit");

  /**
   * Completes a request.
   *
   * @throws EvalError if there is no model, or its settings are wrong
   * @throws dev.firn.deploy.component.ModelException if there is no such process manager
   */
  static Choices of(ModelRequest request, Managers managers, Evaluator evaluator, Needs needs) {
    Host host = evaluator.host();
    boolean isDirectory = host.kind(request.path()) == FileKind.DIRECTORY;
    String directory = isDirectory ? request.path() : Paths.parent(request.path());
    String file = isDirectory ? request.path() + "/" + MODEL : request.path();
    if (host.kind(file) == null) {
      throw new EvalError("there is no processes model at '" + file + "'");
    }
    SettingsFile settings = SettingsFile.in(directory, evaluator, needs);
    String name = first(request.name(), settings.name(), Paths.baseName(directory));
    String asked = first(request.manager(), settings.manager(), EMBEDDED);
    int colon = asked.indexOf(':');
    Manager manager = managers.get(colon < 0 ? asked : asked.substring(0, colon));
    boolean usual = request.root() && !manager.name().equals(EMBEDDED);
    boolean privileged = first(request.privileged(), settings.privileged(), usual);
    if (privileged && !request.root()) {
      throw new EvalError("only root can deploy processes with users of their own");
    }
    if (colon < 0 && !manager.name().equals(EMBEDDED)) {
      // Others look at the machine to find theirs.
      host.dependsOnMore();
    }
    String scope = colon < 0 ? manager.defaultScope(request.root()) : asked.substring(colon + 1);
    String state = privileged ? "/var" : request.deployments() + "/" + name + "/state";
    return new Choices(
        file,
        name,
        manager,
        scope.isEmpty() ? manager.name() : manager.name() + ":" + scope,
        privileged,
        request.root() && !privileged ? OWNER : null,
        Folders.below(first(request.stateDir(), settings.stateDir(), state)),
        settings.arguments().update(request.arguments()),
        request.deployments());
  }

  private static <T> T first(@Nullable T option, @Nullable T setting, T otherwise) {
    return option != null ? option : setting != null ? setting : otherwise;
  }

  /** What a model of nix-processmgmt is told: null, its manager-agnostic form, for a manager that it does not know. */
  @Nullable String upstreamManager() {
    return UPSTREAM.contains(manager.name()) ? manager.name() : null;
  }

  /**
   * What becomes of users that processes ask for.
   *
   * @param disabled whether the model says that none may change
   */
  ProcessReader.ProcessUser user(boolean disabled) {
    boolean own = privileged && !disabled;
    return new ProcessReader.ProcessUser() {
      @Override
      public @Nullable String of(@Nullable String asked) {
        return own ? asked : owner;
      }

      @Override
      public String initialize(String text) {
        return own || owner == null ? text : asOwner(text, owner);
      }

      @Override
      public @Nullable String groupOf(@Nullable String asked) {
        return own ? asked : null;
      }
    };
  }

  /** Models whose processes have no users of their own expect that one user does everything. */
  private static String asOwner(String text, String owner) {
    return "exec setpriv --reuid="
        + owner
        + " --regid="
        + owner
        + " --init-groups -- /bin/sh -ec "
        + Shell.word(text)
        + "\n";
  }
}
