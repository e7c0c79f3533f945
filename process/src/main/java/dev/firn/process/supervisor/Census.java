package dev.firn.process.supervisor;

import dev.firn.base.sys.ProcessId;
import dev.firn.base.sys.ProcessId.Facts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells which processes belong to whom. In a control group that is certain. Without one a process belongs to who has its mark, or to who has its
 * parent; or to who began its session, if it descends from the supervisor or tells nothing about itself.
 */
final class Census {
  private final Path folder;
  private final ControlGroups groups;
  private final int self = (int) ProcessHandle.current().pid();

  /**
   * A census.
   *
   * @param folder that of the supervisor
   */
  Census(Path folder, ControlGroups groups) {
    this.folder = folder;
    this.groups = groups;
  }

  /** All processes of those, the main ones among them. */
  Map<Supervised, List<ProcessId>> take(Collection<Supervised> those) throws IOException {
    Map<Supervised, List<ProcessId>> found = new LinkedHashMap<>();
    if (groups.isPossible()) {
      those.forEach(one -> found.put(one, inGroup(one.key())));
    } else {
      those.forEach(one -> found.put(one, new ArrayList<>()));
      new Search(those).run(found);
    }
    found.values().removeIf(List::isEmpty);
    return found;
  }

  private List<ProcessId> inGroup(Key key) {
    List<ProcessId> members = new ArrayList<>();
    ControlGroup group = groups.group(key);
    if (group != null) {
      for (int number : group.members()) {
        ProcessId running = ProcessId.running(number);
        if (running != null) {
          members.add(running);
        }
      }
    }
    return members;
  }

  /** All processes that carry a mark of this supervisor. */
  Map<Facts, Mark> marked() throws IOException {
    Map<Facts, Mark> marked = new LinkedHashMap<>();
    for (Facts facts : ProcessId.all()) {
      Mark mark = Mark.of(facts.id(), folder);
      if (mark != null) {
        marked.put(facts, mark);
      }
    }
    return marked;
  }

  /** A look at all processes of the machine. */
  private final class Search {
    private final Map<Key, Supervised> byKey = new HashMap<>();
    private final Map<Integer, Supervised> byMain = new HashMap<>();
    private final Map<Integer, Supervised> bySession = new HashMap<>();
    private final Map<Integer, Facts> processes = new HashMap<>();
    private final Map<Integer, @Nullable Supervised> owners = new HashMap<>();
    private final Set<Integer> asked = new HashSet<>();

    Search(Collection<Supervised> those) {
      for (Supervised one : those) {
        byKey.put(one.key(), one);
        if (one.session() != 0) {
          bySession.put(one.session(), one);
        }
        ProcessId main = one.main();
        if (main != null) {
          byMain.put(main.number(), one);
        }
      }
    }

    void run(Map<Supervised, List<ProcessId>> found) throws IOException {
      ProcessId.all().forEach(facts -> processes.put(facts.id().number(), facts));
      for (Facts facts : processes.values()) {
        Supervised owner = owner(facts.id().number());
        if (owner != null) {
          found.computeIfAbsent(owner, _ -> new ArrayList<>()).add(facts.id());
        }
      }
    }

    private @Nullable Supervised owner(int number) {
      Facts facts = processes.get(number);
      if (facts == null || number == self || number == 1) {
        return null;
      }
      // A process may be born while the others are read, so parents could seem to be in a circle.
      if (asked.add(number)) {
        owners.put(number, find(facts));
      }
      return owners.get(number);
    }

    private @Nullable Supervised find(Facts facts) {
      Supervised main = byMain.get(facts.id().number());
      if (main != null && facts.id().equals(main.main())) {
        return main;
      }
      String environment = facts.id().environment();
      Mark mark = Mark.in(environment, folder);
      if (mark != null) {
        return byKey.get(mark.key());
      }
      Supervised ofParent = owner(facts.parent());
      if (ofParent != null) {
        return ofParent;
      }
      return environment.isEmpty() || facts.parent() == self
          ? bySession.get(facts.session())
          : null;
    }
  }
}
