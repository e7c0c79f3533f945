package dev.firn.conformance.rendered;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The records are what nix-processmgmt generates. No part of {@code ./test}, which has no checkout of it: {@code
 * conformance/rendered/record} runs this, with what was built in {@code -Dfirn.upstream=FOLDER}. {@code -Dfirn.golden=write} writes the
 * records.
 */
class UpstreamRecords {
  @Test
  void theRecordsAreWhatUpstreamGenerates() throws Exception {
    Path built = Path.of(Objects.requireNonNull(System.getProperty("firn.upstream")));
    Bench bench = new Bench(built);
    List<String> cases = new FirnRendering(bench).cases();
    Reading.Source source = new UpstreamConfiguration(built.resolve("upstream"))::files;
    for (String manager : Reader.ALL.keySet()) {
      var all = Reading.all(bench, manager, cases, source);
      if ("write".equals(System.getProperty("firn.golden"))) {
        Facts.write(all, Facts.upstream(manager));
      }
      assertEquals(Facts.read(Facts.upstream(manager)), all, manager);
    }
  }
}
