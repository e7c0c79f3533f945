package dev.firn.process.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.ModelException;
import dev.firn.lang.value.Attrs;
import dev.firn.process.description.DescriptionJson;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.manager.Manager;
import dev.firn.process.manager.Parameter;
import dev.firn.process.manager.Rendering;
import dev.firn.process.managers.Managers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a manager says that it honours changes what it renders; everything else is refused. From a model, for each parameter. */
class HonoursTest {
  @TempDir private Path directory;

  private static String text(Parameter parameter) {
    return switch (parameter) {
      case USER -> "user = \"web\";";
      case DIRECTORY -> "directory = \"/srv\";";
      case UMASK -> "umask = \"027\";";
      case NICE -> "nice = 5;";
      case RESTART -> "restart = \"never\";";
      case STOP_SIGNAL -> "stop.signal = \"INT\";";
      case STOP_TIMEOUT -> "stop.timeout = 3;";
      case NOTIFY -> "readiness.notify = true;";
      case RELOAD -> "reload.command = [ \"/bin/kill\" \"-HUP\" \"1\" ];";
      case MEMORY -> "resources.memory = \"64M\";";
      case CPU -> "resources.cpu = 50;";
      case TASKS -> "resources.tasks = 10;";
      case OPEN_FILES -> "resources.openFiles = 100;";
      case ENVIRONMENT_FILES -> "environmentFiles = [ \"/etc/environment\" ];";
      case SECRETS -> "secrets.KEY = \"/etc/hostname\";";
      case SCHEDULE -> "schedule = \"daily\";";
      case LOG_FILE -> "logging.file = \"/tmp/log\";";
    };
  }

  private ProcessDescription load(Manager manager, String kind, String parameters)
      throws Exception {
    Files.writeString(
        directory.resolve("processes.nix"),
        """
        { stateDir, ... }@args: with import <firn> args; {
          web.pkg = createManagedProcess {
            name = "web"; %s = "/bin/sleep"; args = [ 1 ]; pidFile = "/tmp/web.pid"; %s
          };
        }
        """
            .formatted(kind, parameters));
    ModelRequest request =
        new ModelRequest(
            directory.toString(),
            "test",
            "root",
            "root",
            true,
            manager.name() + ":/nowhere",
            null,
            true,
            Attrs.EMPTY,
            directory.resolve("deployments").toString());
    return DescriptionJson.read(
        Objects.requireNonNull(
                new ModelRun(directory, Managers.all(_ -> null))
                    .load(request)
                    .deployment()
                    .components()
                    .get(ComponentPath.of("web")))
            .inputs());
  }

  /** Some managers can do something only for processes that stay in the foreground, or only for those that do not. */
  private boolean hasEffect(Manager manager, Parameter parameter) throws Exception {
    boolean has = false;
    for (String kind : List.of("foregroundProcess", "daemon")) {
      Rendering plain = manager.render(load(manager, kind, ""));
      try {
        has |= !plain.equals(manager.render(load(manager, kind, text(parameter))));
      } catch (ModelException refused) {
        assertTrue(String.valueOf(refused.getMessage()).contains("'web'"), refused.getMessage());
      }
    }
    return has;
  }

  @Test
  void whatIsHonouredIsRenderedAndTheRestRefused() throws Exception {
    List<Manager> managers = Managers.all(_ -> null).managers();
    for (Manager manager : managers) {
      for (Parameter parameter : Parameter.values()) {
        String what = parameter.text() + " under " + manager.name();
        if (manager.honours().contains(parameter)) {
          // How to reload is for drivers, except where the manager's files say it.
          assertTrue(parameter == Parameter.RELOAD || hasEffect(manager, parameter), what);
        } else {
          ModelException refused =
              assertThrows(
                  ModelException.class, () -> load(manager, "process", text(parameter)), what);
          List<String> others =
              managers.stream()
                  .filter(other -> other.honours().contains(parameter))
                  .map(Manager::name)
                  .toList();
          assertEquals(
              "the process 'web' asks for '"
                  + parameter.text()
                  + "', which "
                  + manager.name()
                  + " cannot give it; these can: "
                  + String.join(", ", others),
              refused.getMessage());
        }
      }
    }
  }
}
