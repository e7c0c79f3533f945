package dev.firn.fuzz;

import dev.firn.base.text.Latin1;
import dev.firn.lang.eval.ContextBuilder;
import dev.firn.lang.host.MemoryHost;
import dev.firn.lang.print.XmlPrinter;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Value;
import java.io.IOException;
import java.io.StringReader;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * XML: the document of any value is well-formed and says what the value is. The input is taken for a list of instructions that make
 * a value; see {@link Values}.
 */
final class XmlTarget implements Target {
  private final SAXParser parser;

  XmlTarget() {
    try {
      parser = SAXParserFactory.newInstance().newSAXParser();
      // The JDK's own limit is 100 elements; a set takes two a level.
      parser.setProperty("jdk.xml.maxElementDepth", "0");
    } catch (ParserConfigurationException | SAXException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void check(String input) {
    Evaluation ev = new Evaluation(new MemoryHost(), new Positions(), 10_000, false);
    Values values = new Values(input);
    Value value = values.next();
    String document = XmlPrinter.print(value, true, false, new ContextBuilder(), ev);
    Content content = new Content();
    try {
      parser.parse(new InputSource(new StringReader(Latin1.toUnicode(document))), content);
    } catch (SAXException | IOException malformed) {
      throw new AssertionError(
          "not well-formed: " + malformed.getMessage() + "\n" + document, malformed);
    }
    Target.same(values.content(), content.text.toString(), "another value: " + document);
  }

  /** What a document says: its elements, and what is in their attributes. */
  private static final class Content extends DefaultHandler {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void startElement(String uri, String local, String name, Attributes attributes) {
      if (name.equals("expr")) {
        return;
      }
      text.append(name);
      for (int i = 0; i < attributes.getLength(); i++) {
        text.append(' ').append(attributes.getValue(i));
      }
      text.append('\n');
    }
  }
}
