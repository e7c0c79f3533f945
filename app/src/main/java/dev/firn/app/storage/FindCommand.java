package dev.firn.app.storage;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.UsageException;
import dev.firn.store.path.StorePath;
import java.util.SortedSet;
import java.util.TreeSet;

/** {@code firn store find}. */
final class FindCommand extends StoreCommand {
  private static final int DIGITS = 32;

  @Override
  int run(CommandLine line, StoreUse use) {
    if (line.operands().isEmpty()) {
      throw new UsageException("tell a part of a name");
    }
    SortedSet<StorePath> found = find(line.operands().getFirst(), use);
    use.list(found);
    return found.isEmpty() ? 1 : 0;
  }

  private static SortedSet<StorePath> find(String part, StoreUse use) {
    SortedSet<StorePath> found = new TreeSet<>();
    StorePath exact = part.length() == DIGITS ? use.indexed().findByHashPart(part) : null;
    if (exact != null) {
      found.add(exact);
      return found;
    }
    for (StorePath path : use.listed().allValidPaths()) {
      if (path.baseName().contains(part)) {
        found.add(path);
      }
    }
    return found;
  }
}
