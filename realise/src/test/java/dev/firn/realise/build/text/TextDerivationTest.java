package dev.firn.realise.build.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.text.Latin1;
import dev.firn.realise.build.BuildSettings.SandboxMode;
import dev.firn.realise.build.Workshop;
import dev.firn.store.PathInfo;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.path.Placeholder;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts that are written, and the same texts that a shell writes. */
class TextDerivationTest {
  @TempDir Path directory;
  private Workshop workshop;

  @BeforeEach
  void open() {
    workshop = new Workshop(directory);
    workshop.settings = workshop.settings.withSandbox(SandboxMode.OFF);
  }

  @AfterEach
  void close() {
    workshop.close();
  }

  private Workshop.Recipe text(String name, String content) {
    return workshop
        .recipe(name, "")
        .builder(ConstantScript.BUILDER, "-ec", TextDerivation.SCRIPT)
        .set("text", content)
        .set("passAsFile", "text")
        .set("preferLocalBuild", "1")
        .set("allowSubstitutes", "");
  }

  @Test
  void theExpressionHasTheSameScript() throws IOException {
    String expression = Files.readString(Path.of("../nix/text.nix"));
    String script = TextDerivation.SCRIPT.replace("\\", "\\\\").replace("\"", "\\\"");

    assertTrue(expression.contains("\"-ec\"\n    \"" + script + "\""), script);
  }

  @Test
  void theShellWritesTheSame() {
    StorePath input = workshop.file("input", "x");
    List<String> contents =
        new ArrayList<>(
            List.of("", "\n", "a", "a\n", "a\\\n\\n%s\\", " a \n\tb ", "\n\n", "-n\n-e x"));
    contents.add(Placeholder.output("out").text() + workshop.store.dir().print(input));
    SplittableRandom random = new SplittableRandom(20261121);
    for (int i = 0; i < 20; i++) {
      byte[] bytes = new byte[random.nextInt(5000)];
      for (int at = 0; at < bytes.length; at++) {
        bytes[at] = (byte) (1 + random.nextInt(255));
      }
      contents.add(Latin1.string(bytes));
    }
    contents.add("line of a long text\n".repeat(20_000));
    for (String content : contents) {
      StorePath path = text("t", content).input(input).add();
      BuildResult written = workshop.build(path, BuildMode.NORMAL);
      assertEquals(BuildStatus.BUILT, written.status(), written.message());
      assertEquals(0, written.startTime(), "nothing was started");
      workshop.store.flush();
      BuildResult built = workshop.build(path, BuildMode.CHECK);
      assertEquals(BuildStatus.BUILT, built.status(), () -> built.message() + content);
      assertTrue(built.startTime() > 0, "the shell was started");
    }
  }

  @Test
  void whatIsRegisteredIsWhatABuildRegisters() {
    StorePath input = workshop.file("input", "x");
    StorePath other = workshop.file("other", "y");
    String self = Placeholder.output("out").text();
    StorePath path =
        text("t", self + " " + workshop.store.dir().print(input)).input(input).input(other).add();
    StorePath out = workshop.path(workshop.build(path, BuildMode.NORMAL), "out");

    PathInfo info = workshop.store.info(out);
    assertEquals(Set.of(out, input), info.references());
    assertEquals(path, info.deriver());
    assertTrue(info.ultimate());
    assertNull(info.contentAddress());
    assertEquals(BuildStatus.ALREADY_VALID, workshop.build(path, BuildMode.NORMAL).status());
  }

  @Test
  void whateverDiffersIsBuilt() {
    List<Workshop.Recipe> others =
        List.of(
            text("t", "x").set("IFS", ","),
            text("t", "x").set("passAsFile", "text out"),
            text("t", "x").set("allowedReferences", ""),
            text("t", "x").builder("/bin/bash", "-ec", TextDerivation.SCRIPT),
            text("t", "x").builder("/bin/sh", "-c", TextDerivation.SCRIPT),
            text("t", "x").builder("/bin/sh", "-ec", TextDerivation.SCRIPT + " "),
            text("t", "x").builder("/bin/sh", "-ec", TextDerivation.SCRIPT, "x"),
            text("t", "x").outputs("out", "dev"));
    for (Workshop.Recipe other : others) {
      assertNull(content(other.derivation()));
    }
    assertNotNull(content(text("t", "x").derivation()));
  }

  private @Nullable MemoryTree content(Derivation derivation) {
    return KnownOutput.of(derivation, workshop.store.dir());
  }
}
