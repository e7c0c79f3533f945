package dev.firn.conformance.rendered;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Firn renders starts processes as what nix-processmgmt generates, but for the differences that are listed with their reasons. What
 * nix-processmgmt's configuration means is recorded; {@link UpstreamRecords} makes and checks the records.
 */
class RenderedTest {
  private static final Path FOLDER = Path.of("rendered");
  private static final Path PAGE = Path.of("../docs/process-managers.md");
  private static final String START = "<!-- differences -->\n";
  private static final String END = "<!-- end of differences -->\n";

  /** What there is to compare where one of the two does not start the process. */
  private static final List<String> OUTCOME = List.of("refused", "runs", "unreadable");

  private static final Path EXECLINE = Path.of("/usr/bin/execlineb");

  /** These prefer what goes to the background by itself. */
  private static final Set<String> DAEMONS = Set.of("disnix", "sysvinit");

  /** What a process gets, whoever starts it. Names of the account are set where a script changes to it. */
  private static final Pattern GIVEN =
      Pattern.compile(
          "(runs|PATH|directory|umask|nice|user|prepares.*|variable .*)(?<!variable (HOME|LOGNAME|USER))");

  @TempDir private static Path directory;

  /** What Firn renders, by manager, case and fact. */
  private static final SortedMap<String, SortedMap<String, SortedMap<String, String>>> FIRN =
      new TreeMap<>();

  @BeforeAll
  static void readWhatFirnRenders() throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(EXECLINE), "no execlineb at /usr/bin (Debian: execline)");
    Bench bench = new Bench(directory);
    FirnRendering firn = new FirnRendering(bench);
    for (String manager : Reader.ALL.keySet()) {
      FIRN.put(manager, Reading.all(bench, manager, firn.cases(), firn::files));
    }
  }

  @Test
  void everyDifferenceFromUpstreamIsListed() throws IOException {
    Differences differences = new Differences(FOLDER.resolve("differences.tsv"));
    List<String> unknown = new ArrayList<>();
    for (String manager : FIRN.keySet()) {
      var upstream = Facts.read(Facts.upstream(manager));
      var firn = FIRN.get(manager);
      assertEquals(firn.keySet(), upstream.keySet(), "the cases that are recorded");
      firn.forEach(
          (name, facts) -> compare(manager, name, upstream.get(name), facts, differences, unknown));
    }
    differences.unused().forEach(entry -> unknown.add("no such difference: " + entry));
    assertEquals("", String.join("\n", unknown));
  }

  @Test
  void allManagersGiveAProcessTheSame() {
    Map<String, SortedMap<String, String>> first = new TreeMap<>();
    FIRN.forEach((manager, cases) ->
        cases.forEach((name, facts) -> {
          SortedMap<String, String> given = new TreeMap<>(facts);
          given.keySet().removeIf(fact -> !GIVEN.matcher(fact).matches());
          if (isStarted(facts)) {
            String group = name + (DAEMONS.contains(manager) ? ", in the background" : "");
            assertEquals(first.computeIfAbsent(group, _ -> given), given, manager + ": " + group);
          }
        }));
  }

  /** {@code -Dfirn.golden=write} makes it so. */
  @Test
  void thePageTellsTheDifferences() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf(START) + START.length();
    String table = new Differences(FOLDER.resolve("differences.tsv")).table();
    if ("write".equals(System.getProperty("firn.golden"))) {
      Files.writeString(PAGE, page.substring(0, start) + table + page.substring(page.indexOf(END)));
      page = Files.readString(PAGE);
    }
    assertEquals(table, page.substring(start, page.indexOf(END)));
  }

  private static boolean isStarted(SortedMap<String, String> facts) {
    return facts.containsKey("runs") && !"nothing".equals(facts.get("runs"));
  }

  private static void compare(
      String manager,
      String name,
      SortedMap<String, String> upstream,
      SortedMap<String, String> firn,
      Differences differences,
      List<String> unknown) {
    TreeSet<String> facts = new TreeSet<>(upstream.keySet());
    facts.addAll(firn.keySet());
    if (!isStarted(upstream) || !isStarted(firn)) {
      facts.retainAll(OUTCOME);
    }
    for (String fact : facts) {
      String theirs = upstream.get(fact);
      String ours = firn.get(fact);
      if (!String.valueOf(theirs).equals(String.valueOf(ours))
          && !differences.isKnown(manager, name, fact, theirs, ours)) {
        unknown.add(
            String.join(
                "\t",
                manager,
                name,
                fact,
                theirs == null ? "-" : theirs,
                ours == null ? "-" : ours));
      }
    }
  }
}
