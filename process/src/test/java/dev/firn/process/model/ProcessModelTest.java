package dev.firn.process.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.text.Latin1;
import dev.firn.deploy.component.ComponentJson;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.Positions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models and what becomes of them. For each model there is a file of the same name: the components as JSON, or the message and the place of
 * the error. With {@code -Dfirn.golden=write} they are written.
 */
class ProcessModelTest {
  private static final Path CASES = Path.of("src/test/resources/models");

  @TempDir Path directory;

  @TestFactory
  List<DynamicTest> modelsThatAreWell() throws IOException {
    return cases("okay", ".json", this::components);
  }

  @TestFactory
  List<DynamicTest> modelsThatAreWrong() throws IOException {
    return cases("fail", ".txt", this::error);
  }

  private interface Case {
    String run(String model);
  }

  private static List<DynamicTest> cases(String folder, String expected, Case body)
      throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(CASES.resolve(folder))) {
      for (Path file : files.filter(name -> name.toString().endsWith(".nix")).sorted().toList()) {
        String name = file.getFileName().toString();
        Path golden = file.resolveSibling(name.replace(".nix", expected));
        tests.add(DynamicTest.dynamicTest(name, () -> check(file, golden, body)));
      }
    }
    assertTrue(!tests.isEmpty());
    return tests;
  }

  private static void check(Path model, Path golden, Case body) throws IOException {
    String found = body.run(Files.readString(model));
    if ("write".equals(System.getProperty("firn.golden"))) {
      Files.writeString(golden, found);
    }
    assertEquals(Files.readString(golden), found);
  }

  private String components(String model) {
    LoadedModel loaded = new ModelRun(directory).load(model);
    StringBuilder text = new StringBuilder();
    loaded
        .deployment()
        .components()
        .values()
        .forEach(component ->
            text.append(ComponentJson.write(component.withFingerprint("...")).print())
                .append('\n'));
    loaded.needed().forEach(path -> text.append(path.print(ModelRun.DIR)).append('\n'));
    return text.toString().replace(directory + "/deployments", "/home/me/state");
  }

  private String error(String model) {
    ModelRun run = new ModelRun(directory);
    RuntimeException error = assertThrows(RuntimeException.class, () -> run.load(model));
    if (!(error instanceof EvalError eval)) {
      return error.getMessage() + "\n";
    }
    StringBuilder text = new StringBuilder(eval.text());
    if (!eval.suggestions().isEmpty()) {
      text.append("; did you mean ").append(String.join(", ", eval.suggestions())).append('?');
    }
    text.append('\n');
    if (eval.position() != Positions.NONE) {
      String place = run.evaluator().positions().shown(eval.position());
      text.append(place).append('\n');
    }
    return Latin1.toUnicode(text.toString().replace(directory + "/", ""));
  }
}
