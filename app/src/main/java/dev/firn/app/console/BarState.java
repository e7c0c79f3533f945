package dev.firn.app.console;

import dev.firn.base.activity.ActivityType;
import dev.firn.base.activity.Field;
import dev.firn.base.activity.ResultType;
import dev.firn.base.text.Ansi;
import dev.firn.base.text.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes on, summed up in one line. It has no clock: times are given. For one thread. */
final class BarState {
  private static final String BOLD = "\u001b[1m";
  private static final String LIGHT_BLUE = "\u001b[34;1m";
  private static final long SHOWN_AFTER = 10;

  /** Something that goes on. */
  private static final class Going {
    final ActivityType type;
    final String text;
    final @Nullable String name;
    final long parent;
    final long since;
    final Map<ActivityType, Long> expected = new EnumMap<>(ActivityType.class);
    String lastLine = "";
    String phase = "";
    Sum sum = Sum.ZERO;

    Going(ActivityType type, String text, @Nullable String name, long parent, long since) {
      this.type = type;
      this.text = text;
      this.name = name;
      this.parent = parent;
      this.since = since;
    }
  }

  /** How far something is. */
  private record Sum(long done, long expected, long running, long failed) {
    static final Sum ZERO = new Sum(0, 0, 0, 0);

    Sum plus(Sum other) {
      return new Sum(
          done + other.done,
          expected + other.expected,
          running + other.running,
          failed + other.failed);
    }

    boolean isNothing() {
      return done == 0 && expected == 0 && running == 0 && failed == 0;
    }
  }

  /** Those that went on last come last. */
  private final Map<Long, Going> going = new LinkedHashMap<>();

  private final Estimates estimates;
  private final Map<ActivityType, Sum> over = new EnumMap<>(ActivityType.class);
  private final Map<ActivityType, Long> expected = new EnumMap<>(ActivityType.class);

  /** Nothing goes on. */
  BarState(Estimates estimates) {
    this.estimates = estimates;
  }

  void started(long id, ActivityType type, String text, List<Field> fields, long parent, long now) {
    String path = text(fields, 0);
    String shown = text;
    String name = null;
    if (path != null && type == ActivityType.BUILD) {
      name = nameOf(path);
      estimates.begun(name);
      String machine = text(fields, 1);
      shown = "building " + bold(name);
      if (machine != null && !machine.isEmpty()) {
        shown += " on " + bold(machine);
      }
    } else if (path != null && type == ActivityType.SUBSTITUTE) {
      String from = text(fields, 1);
      String verb = from != null && from.startsWith("local") ? "copying " : "fetching ";
      shown = verb + bold(nameOf(path)) + " from " + from;
    } else if (path != null && type == ActivityType.POST_BUILD_HOOK) {
      name = nameOf(path);
      shown = "post-build " + bold(name);
    } else if (path != null && type == ActivityType.QUERY_PATH_INFO) {
      shown = "querying " + bold(nameOf(path)) + " on " + text(fields, 1);
    }
    going.put(id, new Going(type, shown, name, parent, now));
  }

  void stopped(long id) {
    Going ended = going.remove(id);
    if (ended != null) {
      Sum sum = new Sum(ended.sum.done, 0, 0, ended.sum.failed);
      over.merge(ended.type, sum, Sum::plus);
      ended.expected.forEach((type, amount) -> expected.merge(type, -amount, Long::sum));
    }
  }

  void result(long id, ResultType type, List<Field> fields) {
    Going activity = going.get(id);
    if (activity == null) {
      return;
    }
    switch (type) {
      case BUILD_LOG_LINE, POST_BUILD_LOG_LINE -> {
        activity.lastLine = orEmpty(text(fields, 0));
        going.remove(id);
        going.put(id, activity);
      }
      case FETCH_STATUS -> activity.lastLine = orEmpty(text(fields, 0));
      case SET_PHASE -> activity.phase = orEmpty(text(fields, 0));
      case PROGRESS ->
          activity.sum =
              new Sum(number(fields, 0), number(fields, 1), number(fields, 2), number(fields, 3));
      case SET_EXPECTED -> expect(activity, number(fields, 0), number(fields, 1));
      default -> {}
    }
  }

  private void expect(Going activity, long code, long amount) {
    ActivityType type = ActivityType.of(code);
    if (type != null) {
      Long before = activity.expected.put(type, amount);
      expected.merge(type, amount - (before == null ? 0 : before), Long::sum);
    }
  }

  /** The name of the derivation that an activity builds; null if it builds none. */
  @Nullable String name(long id) {
    Going activity = going.get(id);
    return activity == null ? null : activity.name;
  }

  /** The line, with colours. */
  String line(long now) {
    String status = status(now);
    StringBuilder line = new StringBuilder();
    if (!status.isEmpty()) {
      line.append('[').append(status).append(']');
    }
    Going shown = shown(now);
    if (shown != null) {
      line.append(status.isEmpty() ? "" : " ").append(shown.text).append(estimate(shown, now));
      if (!shown.phase.isEmpty()) {
        line.append(" (").append(shown.phase).append(')');
      }
      if (!shown.lastLine.isEmpty()) {
        line.append(shown.text.isEmpty() ? "" : ": ").append(shown.lastLine);
      }
    }
    return line.toString();
  }

  /** The one that went on last; not what began just now, which may be over at once. */
  private @Nullable Going shown(long now) {
    List<Going> all = new ArrayList<>(going.values());
    for (int i = all.size() - 1; i >= 0; i--) {
      Going each = all.get(i);
      boolean says = !each.text.isEmpty() || !each.lastLine.isEmpty();
      if (says && isVisible(each) && each.since + SHOWN_AFTER < now) {
        return each;
      }
    }
    return null;
  }

  private boolean isVisible(Going each) {
    if (each.type == ActivityType.FILE_TRANSFER) {
      return !isPartOf(each, ActivityType.COPY_PATH)
          && !isPartOf(each, ActivityType.QUERY_PATH_INFO);
    }
    return each.type != ActivityType.COPY_PATH || !isPartOf(each, ActivityType.SUBSTITUTE);
  }

  private boolean isPartOf(Going each, ActivityType type) {
    Going above = going.get(each.parent);
    while (above != null) {
      if (above.type == type) {
        return true;
      }
      above = going.get(above.parent);
    }
    return false;
  }

  private String status(long now) {
    List<String> parts = new ArrayList<>();
    add(parts, count(ActivityType.BUILDS), " built" + left(now));
    String copied = count(ActivityType.COPY_PATHS);
    String bytes = size(ActivityType.COPY_PATH);
    if (!copied.isEmpty() || !bytes.isEmpty()) {
      parts.add(
          (copied.isEmpty() ? "0" : copied)
              + " copied"
              + (bytes.isEmpty() ? "" : " (" + bytes + ")"));
    }
    add(parts, size(ActivityType.FILE_TRANSFER), " DL");
    add(parts, count(ActivityType.OPTIMISE_STORE), " paths optimised");
    add(parts, count(ActivityType.VERIFY_PATHS), " paths verified");
    return String.join(", ", parts);
  }

  /** How long a build has taken of what it usually takes; nothing if nobody knows that. */
  private String estimate(Going each, long now) {
    long usual = usual(each);
    return usual == 0
        ? ""
        : " (" + seconds((now - each.since) / 1000) + " of about " + seconds(usual) + ")";
  }

  private long usual(Going each) {
    return each.type == ActivityType.BUILD && each.name != null ? estimates.usual(each.name) : 0;
  }

  /** How long it will be until all is built, if as much at once is built as now; nothing if nobody knows. */
  private String left(long now) {
    long longest = 0;
    long sum = estimates.waiting();
    int running = 0;
    for (Going each : going.values()) {
      running += each.type == ActivityType.BUILD ? 1 : 0;
      long left = Math.max(0, usual(each) - (now - each.since) / 1000);
      longest = Math.max(longest, left);
      sum += left;
    }
    long all = Math.max(longest, sum / Math.max(1, running));
    return all == 0 ? "" : ", about " + seconds(all) + " left";
  }

  private static String seconds(long seconds) {
    return DurationText.of(Duration.ofSeconds(seconds));
  }

  private static void add(List<String> parts, String amount, String what) {
    if (!amount.isEmpty()) {
      parts.add(amount + what);
    }
  }

  private Sum sum(ActivityType type) {
    Sum all = over.getOrDefault(type, Sum.ZERO);
    all = new Sum(all.done, all.done, 0, all.failed);
    for (Going each : going.values()) {
      if (each.type == type) {
        all = all.plus(each.sum);
      }
    }
    long total = Math.max(all.expected, expected.getOrDefault(type, 0L));
    return new Sum(all.done, total, all.running, all.failed);
  }

  private String count(ActivityType type) {
    Sum sum = sum(type);
    if (sum.isNothing()) {
      return "";
    }
    String text =
        numbers(sum, Long.toString(sum.running), Long.toString(sum.done), sum.expected + "");
    return sum.failed == 0
        ? text
        : text + " (" + Ansi.RED + sum.failed + " failed" + Ansi.NORMAL + ")";
  }

  private String size(ActivityType type) {
    Sum sum = sum(type);
    if (sum.isNothing()) {
      return "";
    }
    Sizes sizes = Sizes.common(Math.max(sum.done, Math.max(sum.expected, sum.running)));
    return numbers(
            sum, sizes.number(sum.running), sizes.number(sum.done), sizes.number(sum.expected))
        + " "
        + sizes.unit();
  }

  /** What runs, what is done and what is expected; what says nothing is left out. */
  private static String numbers(Sum sum, String running, String done, String expected) {
    String green = Ansi.GREEN + done + Ansi.NORMAL;
    if (sum.running > 0) {
      String blue = LIGHT_BLUE + running + Ansi.NORMAL + "/" + green;
      return sum.expected == 0 ? blue : blue + "/" + expected;
    }
    if (sum.expected != sum.done) {
      return sum.expected == 0 ? green : green + "/" + expected;
    }
    return sum.done == 0 ? done : green;
  }

  private static String bold(String text) {
    return BOLD + text + Ansi.NORMAL;
  }

  /** The name in a store path, without that it is a derivation. */
  private static String nameOf(String path) {
    String base = path.substring(path.lastIndexOf('/') + 1);
    String name = base.substring(base.indexOf('-') + 1);
    return name.endsWith(".drv") ? name.substring(0, name.length() - 4) : name;
  }

  private static @Nullable String text(List<Field> fields, int at) {
    return at < fields.size() && fields.get(at) instanceof Field.Text text ? text.value() : null;
  }

  private static long number(List<Field> fields, int at) {
    return at < fields.size() && fields.get(at) instanceof Field.Number number ? number.value() : 0;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
