package dev.firn.process.manager.supervisord;

import dev.firn.base.text.Latin1;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * XML-RPC's values: strings (bytes), {@code Long}, {@code Boolean}, lists and maps, as far as supervisord has them
 * (<a href="http://xmlrpc.com/spec.md">specification</a>).
 */
final class RpcValue {
  private static final int DEEPEST = 16;

  private RpcValue() {}

  /** Writes a value. */
  static void write(StringBuilder text, Object value) {
    text.append("<value>");
    switch (value) {
      case String string -> text.append("<string>").append(escaped(string)).append("</string>");
      case Boolean bool -> text.append("<boolean>").append(bool ? 1 : 0).append("</boolean>");
      case Number number -> text.append("<int>").append(number).append("</int>");
      case List<?> list -> {
        text.append("<array><data>");
        list.forEach(member -> write(text, member));
        text.append("</data></array>");
      }
      case Map<?, ?> map -> {
        text.append("<struct>");
        map.forEach((name, member) -> {
          text.append("<member><name>").append(name).append("</name>");
          write(text, member);
          text.append("</member>");
        });
        text.append("</struct>");
      }
      default -> throw new IllegalArgumentException("no value of XML-RPC: " + value.getClass());
    }
    text.append("</value>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /**
   * Reads an answer.
   *
   * @throws RpcFault if it is a fault
   * @throws IOException if it is no answer
   */
  static Object answer(String document) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      XMLStreamReader reader =
          factory.createXMLStreamReader(new ByteArrayInputStream(Latin1.bytes(document)));
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT) {
          String name = reader.getLocalName();
          if (name.equals("value")) {
            return value(reader, DEEPEST);
          }
          if (name.equals("fault")) {
            reader.nextTag();
            throw RpcFault.of(value(reader, DEEPEST));
          }
        }
      }
    } catch (XMLStreamException | NumberFormatException | ClassCastException wrong) {
      throw new IOException("supervisord's answer cannot be read: " + wrong.getMessage(), wrong);
    }
    throw new IOException("supervisord's answer is empty");
  }

  /** At the start of a {@code value}; ends at its end. */
  private static Object value(XMLStreamReader reader, int depth) throws XMLStreamException {
    if (depth == 0) {
      throw new XMLStreamException("too deep");
    }
    StringBuilder bare = new StringBuilder();
    Object value = null;
    while (reader.next() != XMLStreamConstants.END_ELEMENT) {
      if (reader.isCharacters()) {
        bare.append(reader.getText());
      } else if (reader.isStartElement()) {
        value = typed(reader, depth);
      }
    }
    return value != null ? value : Latin1.ofUnicode(bare.toString());
  }

  private static Object typed(XMLStreamReader reader, int depth) throws XMLStreamException {
    return switch (reader.getLocalName()) {
      case "int", "i4", "i8" -> Long.valueOf(reader.getElementText().strip());
      case "boolean" -> reader.getElementText().strip().equals("1");
      case "array" -> array(reader, depth);
      case "struct" -> struct(reader, depth);
      default -> Latin1.ofUnicode(reader.getElementText());
    };
  }

  private static List<Object> array(XMLStreamReader reader, int depth) throws XMLStreamException {
    List<Object> members = new ArrayList<>();
    reader.nextTag(); // data
    while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
      members.add(value(reader, depth - 1));
    }
    reader.nextTag(); // the end of the array
    return members;
  }

  private static Map<String, Object> struct(XMLStreamReader reader, int depth)
      throws XMLStreamException {
    Map<String, Object> members = new HashMap<>();
    while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
      reader.nextTag(); // name
      String name = reader.getElementText();
      reader.nextTag(); // value
      members.put(name, value(reader, depth - 1));
      reader.nextTag(); // the end of the member
    }
    return members;
  }
}
