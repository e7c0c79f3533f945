package dev.firn.fuzz;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Walks through syntax trees: records that hold records, lists and maps of them. */
final class Trees {
  private static final Map<Class<?>, RecordComponent[]> COMPONENTS = new ConcurrentHashMap<>();

  private Trees() {}

  /** Whether two trees are the same, not counting where they were written. */
  static boolean same(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Record left && b instanceof Record right) {
      return left.getClass() == right.getClass() && sameParts(left, right);
    }
    if (a instanceof List<?> left && b instanceof List<?> right) {
      return sameElements(left, right);
    }
    if (a instanceof Map<?, ?> left && b instanceof Map<?, ?> right) {
      return left.keySet().equals(right.keySet())
          && left.keySet().stream().allMatch(key -> same(left.get(key), right.get(key)));
    }
    return Objects.equals(a, b);
  }

  private static boolean sameElements(List<?> left, List<?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!same(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameParts(Record left, Record right) {
    for (RecordComponent part : parts(left)) {
      if (!isPlace(part) && !same(value(part, left), value(part, right))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlace(RecordComponent part) {
    return part.getName().equals("position") || part.getName().equals("doc");
  }

  private static RecordComponent[] parts(Record tree) {
    return COMPONENTS.computeIfAbsent(tree.getClass(), Class::getRecordComponents);
  }

  private static @Nullable Object value(RecordComponent part, Record tree) {
    try {
      return part.getAccessor().invoke(tree);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Adds all parts of a tree that are of a type to a list, in no certain order. */
  static <T> void collect(@Nullable Object tree, Class<T> type, List<T> found) {
    if (type.isInstance(tree)) {
      found.add(type.cast(tree));
    }
    switch (tree) {
      case Record node -> {
        for (RecordComponent part : parts(node)) {
          collect(value(part, node), type, found);
        }
      }
      case List<?> nodes -> nodes.forEach(node -> collect(node, type, found));
      case Map<?, ?> nodes -> nodes.values().forEach(node -> collect(node, type, found));
      case null, default -> {}
    }
  }
}
