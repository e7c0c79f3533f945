package dev.firn.process.manager.launchd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.base.disk.Disk;
import dev.firn.base.text.Latin1;
import dev.firn.deploy.component.ModelException;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.manager.Descriptions;
import dev.firn.process.manager.Manager;
import dev.firn.process.manager.RecordedPrograms;
import dev.firn.process.manager.single.DriverOfFiles;
import dev.firn.process.manager.single.FakeSystem;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class LaunchdTest extends DriverOfFiles {
  private static final String ODD = "<>&'\"\t\n\r%]-!? ab\u00c3\u00a4";

  @Override
  protected Manager manager() {
    return new Launchd(Disk.REAL, programs);
  }

  @Override
  protected String file(String name) {
    return "org.nixos." + name + ".plist";
  }

  @Override
  protected String packageFolder() {
    return "Library/LaunchDaemons";
  }

  @Override
  protected RecordedPrograms.Output answer(List<String> command) {
    String last = command.getLast();
    boolean list = last.endsWith(".plist");
    if (!command.getFirst().equals("launchctl") || (list && !Files.exists(Path.of(last)))) {
      return FakeSystem.unknown(command);
    }
    String name = list ? Path.of(last).getFileName().toString().replace(".plist", "") : last;
    return switch (String.join(" ", command.subList(1, command.size() - 1))) {
      case "load -w" -> system.add(name);
      case "unload -w" -> system.remove(name);
      case "start" -> system.set(name, true);
      case "stop" -> system.set(name, false);
      case "list" ->
          system.tell(
              name,
              running ->
                  "{\n\t\"Label\" = \"x\";\n" + (running ? "\t\"PID\" = 42;\n" : "") + "};\n");
      default -> FakeSystem.unknown(command);
    };
  }

  @Override
  protected List<List<String>> calls(Path file) {
    String label = "org.nixos.a";
    return List.of(
        List.of("launchctl", "list", label),
        List.of("launchctl", "stop", label),
        List.of("launchctl", "unload", "-w", file.toString()),
        List.of("launchctl", "load", "-w", file.toString()),
        List.of("launchctl", "start", label));
  }

  @Test
  void whatXmlCannotSayIsRefused() {
    for (String wrong : List.of("\u0001", "\u00e4", Latin1.ofUnicode("\uffff"))) {
      ProcessDescription process = Descriptions.ofVar().foreground("/bin/a", wrong).build();
      assertThrows(ModelException.class, () -> manager().render(process));
    }
  }

  private static Document parse(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void everyTextArrives() throws Exception {
    long seed = 7;
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      List<String> words = new ArrayList<>(List.of("/bin/a"));
      for (int i = 0; i < 10; i++) {
        StringBuilder word = new StringBuilder();
        for (int j = random.nextInt(9); j > 0; j--) {
          word.append(ODD, 0, 0).append(ODD.charAt(random.nextInt(ODD.length() - 2)));
        }
        words.add(word.append("\u00c3\u00a4").toString());
      }
      ProcessDescription process =
          Descriptions.ofVar()
              .foreground(words.toArray(String[]::new))
              .environment(Map.of("A<b", words.getLast()))
              .build();

      NodeList arrays = parse(PropertyList.of(process)).getElementsByTagName("array");
      List<String> read = new ArrayList<>();
      NodeList strings = ((org.w3c.dom.Element) arrays.item(0)).getElementsByTagName("string");
      for (int i = 0; i < strings.getLength(); i++) {
        byte[] utf8 = strings.item(i).getTextContent().getBytes(StandardCharsets.UTF_8);
        read.add(new String(utf8, StandardCharsets.ISO_8859_1));
      }
      assertEquals(words, read, "seed " + seed);
    }
  }
}
