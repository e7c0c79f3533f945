package dev.firn.app.environment;

import dev.firn.app.command.NixEnvOptions;
import dev.firn.base.text.Ansi;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.util.ArrayList;
import java.util.List;

/** Prints packages as a table, a line each. */
final class QueryTable implements QueryOutput {
  private static final int GAP = 2;

  private final EnvironmentCall call;
  private final Facts facts;
  private final List<List<String>> rows = new ArrayList<>();

  QueryTable(EnvironmentCall call, Facts facts) {
    this.call = call;
    this.facts = facts;
  }

  @Override
  public void add(Element element) {
    List<String> row = new ArrayList<>();
    if (call.has(NixEnvOptions.STATUS)) {
      Facts.Status status = facts.status(element);
      row.add(
          (status.isInstalled() ? "I" : "-")
              + (status.isValid() ? "P" : "-")
              + (status.isCached() ? "S" : "-"));
    }
    if (call.has(NixEnvOptions.ATTR_PATH)) {
      row.add(element.attributePath());
    }
    if (!call.has(NixEnvOptions.NO_NAME)) {
      row.add(element.name());
    }
    if (call.has(NixEnvOptions.COMPARE_VERSIONS)) {
      row.add(comparison(facts.compare(element)));
    }
    if (call.has(NixEnvOptions.SYSTEM)) {
      row.add(element.system());
    }
    addPaths(element, row);
    if (call.has(NixEnvOptions.DESCRIPTION)) {
      row.add(element.meta().text("description", call.session().evaluation()));
    }
    rows.add(row);
  }

  private String comparison(Facts.Comparison comparison) {
    String text = comparison.sign() + " " + comparison.version();
    return comparison.sign() == '<' && call.surroundings().isInteractive()
        ? Ansi.RED + text + Ansi.NORMAL
        : text;
  }

  private void addPaths(Element element, List<String> row) {
    StoreDir dir = call.session().store().dir();
    if (call.has(NixEnvOptions.DRV_PATH)) {
      StorePath derivation = element.derivation();
      row.add(derivation == null ? "-" : dir.print(derivation));
    }
    if (call.has(NixEnvOptions.OUT_PATH)) {
      List<String> paths = new ArrayList<>();
      element
          .outputs()
          .forEach(
              (name, path) -> paths.add((name.equals("out") ? "" : name + "=") + dir.print(path)));
      row.add(String.join(";", paths));
    }
  }

  @Override
  public void finish() {
    int[] widths = new int[rows.isEmpty() ? 0 : rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        text.append(row.get(i).replace('\n', ' '));
        if (i + 1 < widths.length) {
          text.repeat(' ', widths[i] - row.get(i).length() + GAP);
        }
      }
      call.line(text.toString());
    }
  }
}
