package dev.firn.lang.builtins;

import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.ContextBuilder;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.print.XmlPrinter;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;

/** XML. */
final class XmlBuiltins implements BuiltinLibrary {
  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    registry.add("__toXML", 1, XmlBuiltins::toXml);
  }

  private static Value toXml(Evaluation ev, int position, Lazy[] args) {
    ContextBuilder context = new ContextBuilder();
    String text = XmlPrinter.print(args[0], true, false, context, ev);
    return new StringValue(text, context.build());
  }
}
