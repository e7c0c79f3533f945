package dev.firn.conformance.rendered;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** A property list. */
final class LaunchdReader implements Reader {
  @Override
  public Start read(Configuration files, SortedMap<String, String> facts) {
    Start start = new Start();
    Map<?, ?> list = (Map<?, ?>) parse(files.text(files.path(".plist")));
    String program = String.valueOf(list.get("Program"));
    List<String> words = new ArrayList<>(List.of(program));
    if (list.get("ProgramArguments") instanceof List<?> arguments) {
      arguments.stream().skip(1).forEach(word -> words.add(String.valueOf(word)));
    }
    start.command = words;
    list.forEach((key, value) -> setting(String.valueOf(key), value, start, facts));
    return start;
  }

  private static void setting(
      String key, Object value, Start start, SortedMap<String, String> facts) {
    switch (key) {
      case "Program", "ProgramArguments" -> {
        // The command.
      }
      case "Label" -> facts.put("name", value.toString().replace("org.nixos.", ""));
      case "EnvironmentVariables" ->
          ((Map<?, ?>) value)
              .forEach((name, text) -> start.environment.put(name.toString(), text.toString()));
      case "WorkingDirectory" -> start.directory = value.toString();
      // An integer is decimal, a text octal.
      case "Umask" ->
          start.umask =
              value instanceof Long number ? "0" + Long.toOctalString(number) : value.toString();
      case "Nice" -> start.note("nice", value.toString());
      case "UserName" -> start.note("user", value.toString());
      default -> facts.put("setting " + key, value.toString());
    }
  }

  private static Object parse(String text) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      Element root = builder.parse(new InputSource(new StringReader(text))).getDocumentElement();
      return value(elements(root).getFirst());
    } catch (org.xml.sax.SAXException bad) {
      throw new Unreadable("no XML");
    } catch (java.io.IOException | javax.xml.parsers.ParserConfigurationException bad) {
      throw new IllegalStateException(bad);
    }
  }

  private static List<Element> elements(Element parent) {
    List<Element> elements = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }

  private static Object value(Element element) {
    List<Element> children = elements(element);
    return switch (element.getTagName()) {
      case "true" -> true;
      case "false" -> false;
      case "integer" -> Long.valueOf(element.getTextContent());
      case "array" -> children.stream().map(LaunchdReader::value).toList();
      case "dict" -> {
        Map<String, Object> members = new TreeMap<>();
        for (int i = 0; i + 1 < children.size(); i += 2) {
          members.put(children.get(i).getTextContent(), value(children.get(i + 1)));
        }
        yield members;
      }
      default -> element.getTextContent();
    };
  }
}
