package dev.firn.image.docker;

import dev.firn.base.disk.Disk;
import dev.firn.deploy.driver.Driver;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.manager.Manager;
import dev.firn.process.manager.Parameter;
import dev.firn.process.manager.Programs;
import dev.firn.process.manager.RenderedFile;
import dev.firn.process.manager.Rendering;
import dev.firn.process.manager.Shell;
import dev.firn.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Containers of Docker. The scope is where its engine listens, such as {@code unix:///var/run/docker.sock}. */
public final class Docker implements Manager {
  private static final String SOCKET = "unix:///var/run/docker.sock";

  private final Disk disk;
  private final Programs programs;
  private final Function<String, @Nullable String> environment;
  private final Supplier<Store> stores;

  /**
   * The one that writes to that disk and runs those programs.
   *
   * @param environment gives the environment variables of whoever deploys; null for those that are not set
   * @param stores opens the store that processes are made of
   */
  public Docker(
      Disk disk,
      Programs programs,
      Function<String, @Nullable String> environment,
      Supplier<Store> stores) {
    this.disk = disk;
    this.programs = programs;
    this.environment = environment;
    this.stores = stores;
  }

  @Override
  public String name() {
    return "docker";
  }

  @Override
  public Set<Parameter> honours() {
    return EnumSet.complementOf(
        EnumSet.of(Parameter.NOTIFY, Parameter.SCHEDULE, Parameter.LOG_FILE));
  }

  /** What upstream has in a package: the arguments of {@code docker create} and the command, here as words of a shell. */
  @Override
  public Rendering render(ProcessDescription process) {
    ContainerSettings settings = ContainerSettings.of(process);
    StringBuilder parameters = new StringBuilder();
    settings.options().forEach(word -> parameters.append(Shell.word(word)).append('\n'));
    settings.writable().forEach(path -> volume(parameters, path + ":" + path));
    settings.readable().forEach(path -> volume(parameters, path + ":" + path + ":ro"));
    TreeMap<String, RenderedFile> files = new TreeMap<>();
    put(files, process.name() + "-docker-createparams", parameters.toString());
    if (!settings.hostStore() || !settings.hostPrograms()) {
      put(
          files,
          process.name() + "-docker-settings",
          "useHostNixStore=%s\nuseHostPrograms=%s\n"
              .formatted(settings.hostStore(), settings.hostPrograms()));
    }
    put(files, process.name() + "-docker-cmd", Shell.words(settings.command()) + "\n");
    return new Rendering(files);
  }

  private static void volume(StringBuilder parameters, String volume) {
    parameters.append("--volume\n").append(Shell.word(volume)).append('\n');
  }

  private static void put(TreeMap<String, RenderedFile> files, String name, String text) {
    files.put(name, new RenderedFile(text, false));
  }

  @Override
  public String defaultScope(boolean privileged) {
    String host = environment.apply("DOCKER_HOST");
    return host == null || host.isEmpty() ? SOCKET : host;
  }

  @Override
  public Driver driver(String scope) {
    DockerEngine engine = new DockerEngine(programs, scope);
    return new DockerDriver(
        disk, engine, new Images(new HostRoot(Path.of("/")), stores), deployer());
  }

  /** The numbers of the user and the group of this process. */
  private static String deployer() {
    try {
      Path self = Path.of("/proc/self");
      return Files.getAttribute(self, "unix:uid") + ":" + Files.getAttribute(self, "unix:gid");
    } catch (IOException _) {
      return "0:0"; // a system without /proc has no containers of its own
    }
  }
}
