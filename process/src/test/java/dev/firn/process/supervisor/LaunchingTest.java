package dev.firn.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.firn.base.sys.ProcessId;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.manager.Descriptions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaunchingTest {
  @Test
  void eachProgramGoesOnAsTheNextOne() {
    ProcessDescription process =
        Descriptions.ofVar().foreground("/bin/web", "-p", "$(80)").nice(3).openFiles(100).build();

    assertEquals(
        List.of("/bin/web", "-p", "$(80)"),
        Launching.vector(
            Descriptions.ofVar().foreground("/bin/web", "-p", "$(80)").build(),
            Launching.command(process),
            List.of(),
            null));
    List<String> words =
        Launching.vector(
            process, Launching.command(process), List.of(Path.of("/g/cgroup.procs")), "root");
    assertEquals(
        List.of("firn", "/g/cgroup.procs", "--", "prlimit", "--nofile=100:100", "--"),
        words.subList(3, 9));
    assertEquals(
        List.of(
            "nice",
            "-n",
            "3",
            "--",
            "setpriv",
            "--reuid",
            "root",
            "--regid",
            "0",
            "--init-groups",
            "--",
            "/bin/web",
            "-p",
            "$(80)"),
        words.subList(9, words.size()));
  }

  @Test
  void aMarkIsFoundAmongVariables() {
    Path folder = Path.of("/f");
    Mark mark = new Mark(new Key("app", ComponentPath.of("a", "b c")), true);
    String variable = mark.variable(folder);

    assertEquals(mark, Mark.in(variable + "\0", folder));
    assertEquals(mark, Mark.in("A=1\0" + variable + "\0B=2\0", folder));
    assertEquals(null, Mark.in("A=" + variable + "\0", folder));
    assertEquals(null, Mark.in(variable, Path.of("/other")));
    assertEquals(null, Mark.in("", folder));
  }

  @Test
  void aNumberThatIsAnotherProcessNowIsNoProcessOfOurs() {
    ProcessId self = ProcessId.running((int) ProcessHandle.current().pid());
    ProcessId earlier = new ProcessId(self.number(), self.start() - 1);

    assertEquals(true, self.isRunning());
    assertEquals(false, earlier.isRunning());
  }
}
