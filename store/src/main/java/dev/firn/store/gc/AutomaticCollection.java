package dev.firn.store.gc;

import dev.firn.store.Closures;
import dev.firn.store.StoreException;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.local.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Keeps room on the disk of a store while something fills it: where less is free than wished, garbage is collected until enough is. For
 * several threads; one collects at a time.
 */
public final class AutomaticCollection {
  /** After a collection that found too little, the next one waits until noticeably more of the room is gone. */
  private static final double NOTICEABLY = 0.97;

  private final StoreLocation location;
  private final StoreOptions options;
  private final Wishes wishes;
  private final LongSupplier free;
  private final Consumer<String> messages;
  private long leftByLast = Long.MAX_VALUE;

  /**
   * What is wished.
   *
   * @param least garbage is collected where fewer bytes are free; 0 for never
   * @param enough so many bytes should be free afterwards
   * @param pause how many seconds to wait before looking again
   * @param keep what paths that stay keep
   */
  public record Wishes(long least, long enough, long pause, Closures.Following keep) {}

  /**
   * The collection for a store.
   *
   * @param free tells how many bytes are free
   * @param messages gets what people may want to know
   */
  public AutomaticCollection(
      LocalStore store, Wishes wishes, LongSupplier free, Consumer<String> messages) {
    this.location = store.location();
    this.options = store.options();
    this.wishes = wishes;
    this.free = free;
    this.messages = messages;
  }

  /** How many bytes are free on the disk of a store. */
  public static long free(StoreLocation location) {
    try {
      return Files.getFileStore(location.files()).getUsableSpace();
    } catch (IOException failed) {
      throw new StoreException("cannot tell how much room is left: " + failed.getMessage(), failed);
    }
  }

  /** Something that is being done, during which there should be room. */
  public interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /** Collects if there is too little room now, and whenever there is before the watch is closed. */
  public Watch watch() {
    if (wishes.least() <= 0) {
      return () -> {};
    }
    look();
    CountDownLatch over = new CountDownLatch(1);
    Thread watcher = Thread.ofPlatform().daemon().name("room").start(() -> lookUntil(over));
    return () -> end(over, watcher);
  }

  private void lookUntil(CountDownLatch over) {
    try {
      while (!over.await(Math.max(1, wishes.pause()), TimeUnit.SECONDS)) {
        look();
      }
    } catch (InterruptedException _) {
      // Nobody interrupts it; if somebody does, it is over.
    }
  }

  /** A collection that has begun is waited for: whoever interrupted it would leave it half done. */
  private static void end(CountDownLatch over, Thread watcher) {
    over.countDown();
    try {
      watcher.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** A collection that fails is told, and changes nothing about what is being done. */
  private synchronized void look() {
    try {
      long now = free.getAsLong();
      if (now >= wishes.least()
          || now >= wishes.enough()
          || (leftByLast != Long.MAX_VALUE && now > leftByLast * NOTICEABLY)) {
        return;
      }
      messages.accept("running auto-GC to free " + (wishes.enough() - now) + " bytes");
      CollectionRequest request =
          CollectionRequest.whole(CollectionRequest.Action.DELETE_DEAD, wishes.keep())
              .withMaxFreed(wishes.enough() - now);
      // Another connection: the one of who builds may be in the middle of something.
      try (LocalStore store = new LocalStore(location, options)) {
        Collector.collect(store, request, message -> {});
      }
      leftByLast = free.getAsLong();
    } catch (StoreException failed) {
      messages.accept("cannot collect garbage: " + failed.getMessage());
    }
  }
}
