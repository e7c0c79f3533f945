package dev.firn.app.environment;

import dev.firn.app.command.NixEnvOptions;
import dev.firn.base.text.PackageName;
import dev.firn.lang.print.XmlWriter;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Reals;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.FloatValue;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Prints packages as XML. */
final class QueryXml implements QueryOutput {
  private final EnvironmentCall call;
  private final Facts facts;
  private final Evaluation ev;
  private final StoreDir dir;
  private final XmlWriter xml = new XmlWriter();

  QueryXml(EnvironmentCall call, Facts facts) {
    this.call = call;
    this.facts = facts;
    this.ev = call.session().evaluation();
    this.dir = call.session().store().dir();
    xml.open("items", List.of());
  }

  @Override
  public void add(Element element) {
    SortedMap<String, String> attributes = attributes(element);
    List<List<String>> outputs = outputs(element);
    xml.open("item", flat(attributes));
    for (List<String> output : outputs) {
      xml.empty("output", output);
    }
    if (call.has(NixEnvOptions.META)) {
      for (String name : element.meta().names()) {
        Value value = element.meta().value(name, ev);
        if (value == null) {
          call.surroundings().messages().say(QueryJson.badMeta(element, name));
        } else {
          writeMeta(name, value);
        }
      }
    }
    xml.close();
  }

  private static List<String> flat(SortedMap<String, String> attributes) {
    List<String> all = new ArrayList<>();
    attributes.forEach((name, value) -> {
      all.add(name);
      all.add(value);
    });
    return all;
  }

  private SortedMap<String, String> attributes(Element element) {
    SortedMap<String, String> all = new TreeMap<>();
    if (call.has(NixEnvOptions.STATUS)) {
      Facts.Status status = facts.status(element);
      all.put("installed", flag(status.isInstalled()));
      all.put("valid", flag(status.isValid()));
      all.put("substitutable", flag(status.isCached()));
    }
    PackageName name = element.packageName();
    all.put("attrPath", element.attributePath());
    all.put("name", element.name());
    all.put("pname", name.name());
    all.put("version", name.version());
    if (call.has(NixEnvOptions.COMPARE_VERSIONS)) {
      Facts.Comparison comparison = facts.compare(element);
      if (comparison.sign() != '-') {
        all.put("versionDiff", String.valueOf(comparison.sign()));
        all.put("maxComparedVersion", comparison.version());
      }
    }
    putIfAny(all, "system", element.system());
    StorePath derivation = call.has(NixEnvOptions.DRV_PATH) ? element.derivation() : null;
    if (derivation != null) {
      all.put("drvPath", dir.print(derivation));
    }
    all.put("outputName", element.outputName());
    if (call.has(NixEnvOptions.DESCRIPTION)) {
      putIfAny(all, "description", element.meta().text("description", ev));
    }
    return all;
  }

  private static String flag(boolean value) {
    return value ? "1" : "0";
  }

  private static void putIfAny(SortedMap<String, String> all, String name, String value) {
    if (!value.isEmpty()) {
      all.put(name, value);
    }
  }

  private List<List<String>> outputs(Element element) {
    List<List<String>> all = new ArrayList<>();
    if (call.has(NixEnvOptions.OUT_PATH)) {
      element
          .outputs()
          .forEach((name, path) -> all.add(List.of("name", name, "path", dir.print(path))));
    } else {
      element.outputNames().forEach(name -> all.add(List.of("name", name)));
    }
    return all;
  }

  private void writeMeta(String name, Value value) {
    switch (value) {
      case StringValue string -> writeMeta(name, "string", string.text());
      case IntValue integer -> writeMeta(name, "int", Long.toString(integer.value()));
      case FloatValue real -> writeMeta(name, "float", Reals.general(real.value()));
      case BoolValue bool -> writeMeta(name, "bool", Boolean.toString(bool.value()));
      case ListValue list -> writeList(name, list);
      case Attrs attrs -> writeAttrs(name, attrs);
      default -> throw new IllegalStateException(value.typeName());
    }
  }

  private void writeMeta(String name, String type, String value) {
    xml.empty("meta", List.of("name", name, "type", type, "value", value));
  }

  private void writeList(String name, ListValue list) {
    xml.open("meta", List.of("name", name, "type", "strings"));
    for (Lazy element : list.elements()) {
      if (element.force(ev, Positions.NONE) instanceof StringValue string) {
        xml.empty("string", List.of("value", string.text()));
      }
    }
    xml.close();
  }

  private void writeAttrs(String name, Attrs attrs) {
    xml.open("meta", List.of("name", name, "type", "strings"));
    for (int index : attrs.shape().lexical()) {
      if (attrs.value(index).force(ev, Positions.NONE) instanceof StringValue string) {
        xml.empty(
            "string", List.of("type", attrs.shape().name(index).name(), "value", string.text()));
      }
    }
    xml.close();
  }

  @Override
  public void finish() {
    xml.close();
    call.surroundings().output().print(xml.text());
  }
}
