package dev.firn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code <firn>}, its library, services and packages are ordinary Nix: the reference gives the same processes, to the byte. */
class ModelsTest {
  private static final Path TREE = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "webapps/basic.nix, nginx",
    "webapps/processes.nix, nginx",
    "webapps/processes.nix, firn",
    "stack/processes.nix, nginx"
  })
  void theReferenceGivesTheSameProcesses(String model, String proxy) throws Exception {
    Path reference =
        Reference.find()
            .map(Reference::program)
            .orElseGet(() -> Assumptions.abort("no nix-instantiate on PATH (Debian: nix-bin)"));
    List<String> arguments =
        List.of(
            "--eval",
            "--strict",
            "--json",
            TREE.resolve("conformance/model.nix").toString(),
            "--arg",
            "model",
            TREE.resolve("examples").resolve(model).toString(),
            "--argstr",
            "proxy",
            proxy);
    List<String> command = new ArrayList<>(List.of("nix-instantiate"));
    command.addAll(arguments);
    Outcome ours = Firn.run(command, new byte[0], environment(), directory.toString());
    assertEquals(0, ours.status(), ours.errorOutput());
    assertTrue(ours.output().contains("\"_type\":\"process\""), ours.output());
    assertEquals(run(reference, arguments), ours.output().strip());
  }

  private Map<String, String> environment() {
    return Map.of(
        "HOME",
        directory.toString(),
        "NIX_CONF_DIR",
        "/nonexistent",
        "NIX_PATH",
        "firn=" + TREE.resolve("nix"),
        "NIX_REMOTE",
        "dummy://",
        "NIX_STORE_DIR",
        "/nix/store",
        "NIX_STATE_DIR",
        directory.toString(),
        "FIRN_PROGRAM",
        TREE.resolve("firn").toString());
  }

  private String run(Path program, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment());
    builder.redirectErrorStream(true);
    Process process = builder.start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    assertEquals(0, process.waitFor(), output);
    return output.strip();
  }
}
