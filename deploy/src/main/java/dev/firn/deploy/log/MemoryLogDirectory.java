package dev.firn.deploy.log;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A directory in memory that remembers what was synced, and tells what a power failure leaves: what was synced, and of the rest any part
 * in any order.
 */
public final class MemoryLogDirectory implements LogDirectory {
  /** What goes wrong. */
  public interface Faults {
    /**
     * Called before each step; may throw an error of the caller's own, with which the process ends there.
     *
     * @param step the name of the method; {@code torn append} is reached when half of the bytes were written
     * @throws IOException if the step is to fail
     */
    void before(String step) throws IOException;
  }

  /** A file, whatever its name is. */
  private static final class Content {
    private byte[] now = new byte[0];
    private byte[] durable = new byte[0];
  }

  private final Map<String, Content> names = new HashMap<>();
  private final Map<String, Content> durableNames = new HashMap<>();

  /** Changes of names since the last sync, in order. */
  private final List<Map<String, @Nullable Content>> pending = new ArrayList<>();

  private Faults faults = step -> {};

  /** From now on, that goes wrong. */
  public void setFaults(Faults newFaults) {
    faults = newFaults;
  }

  private Content content(String name) throws FileNotFoundException {
    Content content = names.get(name);
    if (content == null) {
      throw new FileNotFoundException(name);
    }
    return content;
  }

  private static void apply(Map<String, Content> target, Map<String, @Nullable Content> change) {
    change.forEach((name, content) -> {
      if (content == null) {
        target.remove(name);
      } else {
        target.put(name, content);
      }
    });
  }

  private void change(Map<String, @Nullable Content> change) {
    apply(names, change);
    pending.add(change);
  }

  @Override
  public byte @Nullable [] read(String name) {
    Content content = names.get(name);
    return content == null ? null : content.now.clone();
  }

  @Override
  public void append(String name, byte[] bytes) throws IOException {
    faults.before("append");
    if (!names.containsKey(name)) {
      Map<String, @Nullable Content> made = new HashMap<>();
      made.put(name, new Content());
      change(made);
    }
    add(content(name), Arrays.copyOf(bytes, bytes.length / 2));
    faults.before("torn append");
    add(content(name), Arrays.copyOfRange(bytes, bytes.length / 2, bytes.length));
  }

  private static void add(Content content, byte[] bytes) {
    int length = content.now.length;
    content.now = Arrays.copyOf(content.now, length + bytes.length);
    System.arraycopy(bytes, 0, content.now, length, bytes.length);
  }

  @Override
  public void truncate(String name, long length) throws IOException {
    faults.before("truncate");
    Content content = content(name);
    content.now = Arrays.copyOf(content.now, (int) Math.min(length, content.now.length));
  }

  @Override
  public void sync(String name) throws IOException {
    faults.before("sync");
    Content content = content(name);
    content.durable = content.now;
  }

  @Override
  public void rename(String from, String to) throws IOException {
    faults.before("rename");
    Map<String, @Nullable Content> renamed = new HashMap<>();
    renamed.put(to, content(from));
    renamed.put(from, null);
    change(renamed);
  }

  @Override
  public void delete(String name) throws IOException {
    faults.before("delete");
    if (names.containsKey(name)) {
      Map<String, @Nullable Content> deleted = new HashMap<>();
      deleted.put(name, null);
      change(deleted);
    }
  }

  @Override
  public void syncNames() throws IOException {
    faults.before("syncNames");
    durableNames.clear();
    durableNames.putAll(names);
    pending.clear();
  }

  /** What is left if the power fails and all is lost that was not synced. The copy has no faults. */
  public MemoryLogDirectory durable() {
    MemoryLogDirectory copy = new MemoryLogDirectory();
    durableNames.forEach((name, content) -> copy.put(name, content.durable));
    return copy;
  }

  /** What is left if the power fails. The copy has no faults. */
  public MemoryLogDirectory afterPowerFailure(RandomGenerator random) {
    Map<String, Content> left = new HashMap<>(durableNames);
    for (Map<String, @Nullable Content> change : pending) {
      if (random.nextBoolean()) {
        apply(left, change);
      }
    }
    MemoryLogDirectory copy = new MemoryLogDirectory();
    left.forEach((name, content) -> copy.put(name, leftOf(content, random)));
    return copy;
  }

  private void put(String name, byte[] bytes) {
    Content content = new Content();
    content.now = bytes.clone();
    content.durable = content.now;
    names.put(name, content);
    durableNames.put(name, content);
  }

  /** The old length or the new one or one between; each byte that was not synced as it should be, or zero. */
  private static byte[] leftOf(Content content, RandomGenerator random) {
    int from = content.durable.length;
    int to = content.now.length;
    int length = Math.min(from, to) + random.nextInt(Math.abs(to - from) + 1);
    byte[] left = Arrays.copyOf(to >= from ? content.now : content.durable, length);
    boolean holes = random.nextBoolean();
    for (int i = Math.min(from, to); i < length; i++) {
      if (holes && random.nextBoolean()) {
        left[i] = 0;
      }
    }
    System.arraycopy(content.durable, 0, left, 0, Math.min(from, length));
    return left;
  }
}
