package dev.firn.app.copy;

import dev.firn.app.command.Command;
import dev.firn.app.command.CommandLine;
import dev.firn.app.command.CopyOptions;
import dev.firn.app.command.ListenAddress;
import dev.firn.app.command.UsageException;
import dev.firn.app.console.Surroundings;
import dev.firn.app.realise.Interrupts;
import dev.firn.app.settings.Settings;
import dev.firn.app.store.StoreOpener;
import dev.firn.app.store.Substituters;
import dev.firn.store.IndexedStore;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.cacheserver.CacheServer;
import dev.firn.store.cacheserver.ServerOptions;
import dev.firn.store.compress.Compression;
import dev.firn.store.compress.Compressor;
import dev.firn.store.local.LocalStore;
import dev.firn.store.log.BuildLogs;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** {@code firn cache serve}: serves the store as a binary cache. */
final class CacheServeCommand implements Command {
  private static final String USUAL_ADDRESS = "127.0.0.1:5000";
  private static final int USUAL_PRIORITY = 30;

  @Override
  public int run(CommandLine line, Settings settings, Surroundings surroundings) {
    String listen = line.value(CopyOptions.LISTEN);
    InetSocketAddress address = ListenAddress.parse(listen == null ? USUAL_ADDRESS : listen);
    try (Interrupts _ = Interrupts.listen();
        Store store = StoreOpener.open(settings, surroundings)) {
      if (!(store instanceof IndexedStore indexed)) {
        throw new StoreException("this store cannot be served");
      }
      serve(indexed, address, options(line, store), surroundings);
    }
    return 0;
  }

  private static ServerOptions options(CommandLine line, Store store) {
    return new ServerOptions(
        compressor(line.value(CopyOptions.COMPRESSION)),
        line.values(CopyOptions.SECRET_KEY).stream().map(Substituters::secretKey).toList(),
        priority(line.value(CopyOptions.PRIORITY)),
        store instanceof LocalStore local
            ? new BuildLogs(local.location())::open
            : ServerOptions.LogSource.NONE);
  }

  private static void serve(
      IndexedStore store,
      InetSocketAddress address,
      ServerOptions options,
      Surroundings surroundings) {
    try (CacheServer server = CacheServer.start(store, address, options)) {
      InetSocketAddress actual = server.address();
      surroundings
          .output()
          .line("serving on http://" + actual.getHostString() + ":" + actual.getPort())
          .flush();
      new CountDownLatch(1).await();
    } catch (IOException failed) {
      throw new StoreException("cannot listen at " + address + ": " + failed.getMessage(), failed);
    } catch (InterruptedException stop) {
      // As it was asked to.
    }
  }

  private static Compressor compressor(@Nullable String name) {
    Compression compression = name == null ? Compression.NONE : Compression.named(name);
    if (compression == null || !compression.isWritable()) {
      throw new UsageException("cannot compress with '" + name + "'");
    }
    return Compressor.of(compression);
  }

  private static int priority(@Nullable String text) {
    try {
      return text == null ? USUAL_PRIORITY : Integer.parseInt(text);
    } catch (NumberFormatException bad) {
      throw new UsageException("'--priority' requires an integer argument");
    }
  }
}
