package dev.firn.store.daemon;

import dev.firn.base.sys.BytePaths;
import dev.firn.store.StoreException;
import dev.firn.store.gc.CollectionRequest;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.Maintenance;
import dev.firn.store.wire.WireException;
import dev.firn.store.wire.WireReader;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;

/** Requests about roots, garbage and the order of the store. */
final class MaintenanceRequests {
  private static final int OBSOLETE_FIELDS = 3;
  private static final CollectionRequest.Action[] ACTIONS = CollectionRequest.Action.values();

  private final ServerChannel channel;
  private final Maintenance maintenance;
  private final boolean trusted;

  MaintenanceRequests(ServerChannel channel, Maintenance maintenance, boolean trusted) {
    this.channel = channel;
    this.maintenance = maintenance;
    this.trusted = trusted;
  }

  private WireReader reader() {
    return channel.reader();
  }

  void tempRoot() throws IOException, InterruptedException {
    StorePath path = reader().path();
    channel.done(() -> maintenance.addTempRoot(path));
  }

  void indirectRoot() throws IOException, InterruptedException {
    String link = reader().string();
    channel.done(() -> maintenance.addIndirectRoot(absolute(link)));
  }

  void permanentRoot() throws IOException, InterruptedException {
    StorePath path = reader().path();
    String link = reader().string();
    channel.answer(
        () -> {
          if (!trusted) {
            throw new StoreException(
                "you are not privileged to create perm roots\n\nhint: you can just do this"
                    + " client-side without special privileges, and probably want to do that"
                    + " instead.");
          }
          String place = absolute(link);
          maintenance.addPermanentRoot(path, place);
          return place;
        },
        channel.writer()::string);
  }

  /** What a relative link of a client means, nobody can know here. */
  private static String absolute(String link) {
    if (!link.startsWith("/") || link.indexOf('\0') >= 0) {
      throw new StoreException("'" + link + "' is not an absolute path");
    }
    return BytePaths.bytes(BytePaths.of(link).normalize());
  }

  void synchronise() throws IOException, InterruptedException {
    channel.done(() -> {});
  }

  void roots() throws IOException, InterruptedException {
    channel.answer(() -> maintenance.roots(!trusted), this::write);
  }

  private void write(SortedMap<StorePath, SortedSet<String>> roots) throws IOException {
    long count = 0;
    for (SortedSet<String> links : roots.values()) {
      count += links.size();
    }
    channel.writer().number(count);
    for (Map.Entry<StorePath, SortedSet<String>> root : roots.entrySet()) {
      for (String link : root.getValue()) {
        channel.writer().string(link);
        channel.writer().path(root.getKey());
      }
    }
  }

  void collect() throws IOException, InterruptedException {
    long code = reader().number();
    if (code < 0 || code >= ACTIONS.length) {
      throw new WireException("Invalid GC action");
    }
    CollectionRequest.Action action = ACTIONS[(int) code];
    SortedSet<StorePath> paths = reader().paths();
    boolean ignoreLiveness = reader().bool();
    long maxFreed = reader().number();
    for (int i = 0; i < OBSOLETE_FIELDS; i++) {
      reader().number();
    }
    channel.answer(
        () -> {
          if (ignoreLiveness) {
            throw new StoreException("you are not allowed to ignore liveness");
          }
          return maintenance.collect(request(action, paths, maxFreed), channel.sink());
        },
        result -> {
          channel.writer().strings(result.paths());
          channel.writer().number(result.bytesFreed());
          channel.writer().number(0); // how many blocks, in old times
        });
  }

  private static CollectionRequest request(
      CollectionRequest.Action action, SortedSet<StorePath> paths, long maxFreed) {
    CollectionRequest request =
        action == CollectionRequest.Action.DELETE_SPECIFIC
            ? CollectionRequest.delete(paths, false)
            : CollectionRequest.whole(action, CollectionRequest.DEFAULT_KEEP);
    // Without limit is all ones, which is negative here.
    return request.withMaxFreed(maxFreed < 0 ? Long.MAX_VALUE : maxFreed);
  }

  void optimise() throws IOException, InterruptedException {
    channel.done(() -> maintenance.optimise(channel.sink()));
  }

  void verify() throws IOException, InterruptedException {
    boolean contents = reader().bool();
    boolean repair = reader().bool();
    channel.answer(
        () -> {
          if (repair && !trusted) {
            throw new StoreException("you are not privileged to repair paths");
          }
          return maintenance.verify(contents, repair, channel.sink());
        },
        channel.writer()::bool);
  }
}
