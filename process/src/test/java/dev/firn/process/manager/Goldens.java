package dev.firn.process.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.firn.base.text.Latin1;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Reload;
import dev.firn.process.description.Resources;
import dev.firn.process.description.Restart;
import dev.firn.process.description.Stop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What managers render for a process with each parameter, against files in {@code src/test/goldens/MANAGER}, one for each process.
 * {@code -Dfirn.golden=write} writes them.
 */
public final class Goldens {
  private static final Path DIRECTORY = Path.of("src/test/goldens");

  private Goldens() {}

  /** A process for each parameter, by what is special about it. */
  public static Map<String, ProcessDescription> processes() {
    Map<String, ProcessDescription> all = new LinkedHashMap<>();
    all.put("foreground", web().build());
    all.put(
        "daemon",
        Descriptions.ofVar()
            .daemon("/S/webapp/bin/webapp", "-D")
            .pidFile("/tmp/webapp.pid")
            .build());
    all.put(
        "dual",
        web()
            .daemon("/S/webapp/bin/webapp", "-D")
            .pidFile("/tmp/webapp.pid")
            .environment(Map.of("PORT", "5000", "PID_FILE", "/tmp/webapp.pid"))
            .user("webapp")
            .build());
    all.put(
        "initialize",
        web().user("webapp").initialize("mkdir -p /var/lib/webapp\nit's %h $HOME\n").build());
    all.put(
        "quoting",
        web(
                "it's",
                "a b",
                "$HOME 100%",
                "c\nd",
                "\"q\"",
                "",
                "\u00c3\u00a9;",
                "x ;y",
                "back\\slash")
            .build());
    all.put(
        "environment",
        web()
            .environment(Map.of("A", "it's \"x\" $y 100% \\", "B", " c\nd "))
            .path(List.of("/S/tool/bin"))
            .build());
    all.put(
        "path",
        web()
            .environment(Map.of("PATH", "/opt/own/bin"))
            .initialize("prepare\n")
            .user("webapp")
            .build());
    all.put("directory", web().directory("/var/lib/web app").build());
    all.put("umask", web().umask("027").build());
    all.put("nice", web().nice(5).build());
    all.put("user", web().user("webapp").build());
    all.put("group", web().user("webapp").group("www").build());
    all.put("restart-never", web().restart(restart(Restart.When.NEVER)).build());
    all.put("restart-on-failure", web().restart(restart(Restart.When.ON_FAILURE)).build());
    all.put("stop", web().stop(new Stop("QUIT", Duration.ofMillis(2500))).build());
    all.put("notify", web().notify(Duration.ofSeconds(20)).build());
    all.put("reload-signal", web().reloadable("/var/run/webapp.conf", "/S/webapp.conf").build());
    all.put(
        "reload-command",
        web()
            .reload(
                new Reload(
                    null,
                    web("-s", "reload").build().foreground(),
                    new TreeMap<>(Map.of("/var/run/webapp.conf", "/S/webapp.conf"))))
            .build());
    all.put("resources", web().resources(new Resources(64L << 20, 150L, 100L, 4096L)).build());
    all.put("environment-files", web().environmentFile("/etc/webapp.env").build());
    all.put("secrets", web().secret("PASSWORD", "/etc/webapp.password").user("webapp").build());
    all.put("schedule", web().schedule("*-*-* 03:00:00").build());
    all.put("log-file", web().logFile("/var/log/other.log").build());
    all.put("dependencies", web().dependencies(2, "db", "cache").build());
    return all;
  }

  private static Descriptions web(String... arguments) {
    String[] words = new String[arguments.length + 1];
    words[0] = "/S/webapp/bin/webapp";
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    return Descriptions.ofVar().foreground(words);
  }

  private static Restart restart(Restart.When when) {
    return new Restart(when, Duration.ofSeconds(1), Duration.ofSeconds(8));
  }

  /** Compares what a manager renders with the goldens. */
  public static void check(String manager, Function<ProcessDescription, Rendering> renderer) {
    processes().forEach((name, process) -> check(manager, name, renderer.apply(process)));
  }

  private static void check(String manager, String name, Rendering rendering) {
    StringBuilder text = new StringBuilder();
    rendering
        .files()
        .forEach((file, rendered) -> {
          text.append("==== ")
              .append(file)
              .append(rendered.executable() ? " (executable)\n" : "\n");
          text.append(rendered.text());
        });
    Path golden = DIRECTORY.resolve(manager).resolve(name);
    try {
      if ("write".equals(System.getProperty("firn.golden"))) {
        Files.createDirectories(golden.getParent());
        Files.write(golden, Latin1.bytes(text.toString()));
      }
      assertEquals(Latin1.string(Files.readAllBytes(golden)), text.toString(), name);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
