package dev.firn.base.text;

import dev.firn.base.text.ErrorReport.Level;
import dev.firn.base.text.ErrorReport.Trace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes error reports in the form of Nix 2.36. */
public final class ErrorRenderer {
  private static final String ELLIPSIS = "\u00e2\u0080\u00a6 ";
  private static final String TRACE_INDENT = "  ";

  /** How much is shown before traces are cut short: one for a trace and one for its position. */
  private static final int SHOWN = 3;

  /** Up to so many repeated traces are shown after all: saying that they are left out takes as much room. */
  private static final int FEW = 5;

  private final StringBuilder out = new StringBuilder();
  private final boolean showTrace;

  /** The traces that were shown. */
  private final Set<Trace> seen = new HashSet<>();

  /** A run of traces that were shown before. */
  private final List<Trace> repeated = new ArrayList<>();

  private int shown;

  private ErrorRenderer(boolean showTrace) {
    this.showTrace = showTrace;
  }

  /**
   * Renders a report.
   *
   * @param showTrace whether all traces are shown
   * @param colours whether to keep colours
   * @return the text, bytes, without a line feed at the end
   */
  public static String render(ErrorReport report, boolean showTrace, boolean colours) {
    String text = new ErrorRenderer(showTrace).body(report);
    Level level = report.level();
    boolean block = level == Level.EVALUATION_WARNING && report.message().startsWith("\n");
    String full =
        block
            ? chomp(level.prefix()) + chomp(text)
            : indent(level.prefix(), " ".repeat(level.prefixWidth()), chomp(text));
    return Ansi.filter(full, colours);
  }

  /** The names that may have been meant: {@code a}, {@code one of a or b}, {@code one of a, b or c}. */
  public static String alternatives(List<String> names) {
    StringBuilder text = new StringBuilder(names.size() > 1 ? "one of " : "");
    for (int i = 0; i < names.size(); i++) {
      if (i > 0) {
        text.append(i == names.size() - 1 ? " or " : ", ");
      }
      text.append(Ansi.MAGENTA).append(Ansi.filter(names.get(i), true)).append(Ansi.NORMAL);
    }
    return text.toString();
  }

  private String body(ErrorReport report) {
    if (!report.traces().isEmpty()) {
      appendTraces(report.traces());
      out.append('\n').append(report.level().prefix());
    }
    out.append(report.message()).append('\n');
    appendPosition("", report.position());
    if (!report.suggestions().isEmpty()) {
      out.append("Did you mean ").append(alternatives(report.suggestions())).append("?\n");
    }
    return out.toString();
  }

  private void appendTraces(List<Trace> traces) {
    boolean truncated = false;
    for (Trace trace : traces) {
      if (trace.hint().isEmpty()) {
        continue;
      }
      truncated |= !showTrace && shown > SHOWN;
      if (truncated && !trace.always()) {
        continue;
      }
      if (!seen.add(new Trace(trace.hint(), trace.position(), false))) {
        repeated.add(trace);
        continue;
      }
      appendRepeated();
      shown++;
      appendTrace(trace);
    }
    appendRepeated();
    if (truncated) {
      notice("stack trace truncated; use '--show-trace' to show the full, detailed trace");
    }
  }

  private void appendRepeated() {
    if (repeated.size() > FEW) {
      notice(repeated.size() + " duplicate frames omitted");
    } else {
      for (Trace trace : repeated) {
        appendTrace(trace);
      }
    }
    repeated.clear();
  }

  private void notice(String text) {
    out.append('\n').append(Ansi.MAGENTA).append('(').append(text).append(')');
    out.append(Ansi.NORMAL).append('\n');
  }

  private void appendTrace(Trace trace) {
    out.append('\n').append(ELLIPSIS).append(trace.hint()).append('\n');
    if (appendPosition(TRACE_INDENT, trace.position())) {
      shown++;
    }
  }

  /** Appends a place and the lines around it; false if it is not known. */
  private boolean appendPosition(String indent, @Nullable SourcePosition position) {
    if (position == null || position.line() == 0) {
      return false;
    }
    out.append(indent).append(Ansi.BLUE).append("at ").append(Ansi.MAGENTA);
    out.append(position).append(Ansi.NORMAL).append(':');
    String source = position.source();
    if (source != null) {
      Excerpt.append(out, source, position.line(), position.column());
      out.append('\n');
    }
    return true;
  }

  private static String indent(String first, String rest, String text) {
    StringBuilder result = new StringBuilder();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      if (start > 0) {
        result.append('\n');
      }
      result.append(chomp((start == 0 ? first : rest) + text.substring(start, end)));
      start = end + 1;
    }
    return result.toString();
  }

  private static String chomp(String text) {
    int end = text.length();
    while (end > 0 && " \n\r\t".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(0, end);
  }
}
