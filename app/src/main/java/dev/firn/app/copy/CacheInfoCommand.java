package dev.firn.app.copy;

import dev.firn.app.command.Command;
import dev.firn.app.command.CommandLine;
import dev.firn.app.command.CopyOptions;
import dev.firn.app.command.UsageException;
import dev.firn.app.console.Output;
import dev.firn.app.console.Surroundings;
import dev.firn.app.settings.Settings;
import dev.firn.app.store.PathNames;
import dev.firn.app.store.StoreOpener;
import dev.firn.app.store.StoreSetup;
import dev.firn.app.store.Substituters;
import dev.firn.base.json.JsonWriter;
import dev.firn.store.PathInfo;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.cache.BinaryCache;
import dev.firn.store.narinfo.NarInfo;
import dev.firn.store.narinfo.NarInfoPrinter;
import dev.firn.store.path.StorePath;
import dev.firn.store.sign.TrustedKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code firn cache info}: tells about a binary cache and paths in it. */
final class CacheInfoCommand implements Command {
  @Override
  public int run(CommandLine line, Settings settings, Surroundings surroundings) {
    if (line.operands().isEmpty()) {
      throw new UsageException("give a cache");
    }
    String name = line.operands().getFirst();
    List<String> paths = line.operands().subList(1, line.operands().size());
    try (Store store = StoreOpener.open(name, new StoreSetup(settings, surroundings))) {
      if (!(store instanceof BinaryCache cache)) {
        throw new StoreException("'" + name + "' is not a binary cache");
      }
      Report report = new Report(cache, Substituters.keys(settings), surroundings);
      return line.has(CopyOptions.JSON) ? report.json(paths) : report.text(paths);
    }
  }

  /** What is printed. */
  private record Report(BinaryCache cache, @Nullable TrustedKeys keys, Surroundings surroundings) {
    int text(List<String> names) {
      Output output = surroundings.output();
      if (names.isEmpty()) {
        output.line("URL: " + cache.uri());
        String told = cache.info().storeDir();
        output.line("StoreDir: " + (told == null ? "unknown" : told));
        output.line("WantMassQuery: " + (cache.wantsMassQuery() ? 1 : 0));
        output.line("Priority: " + cache.priority());
      }
      for (String name : names) {
        NarInfo found = find(name);
        output.print(NarInfoPrinter.print(found, cache.dir()));
        output.line("Trusted: " + (isTrusted(found.info()) ? "yes" : "no"));
      }
      return 0;
    }

    private NarInfo find(String name) {
      StorePath path = PathNames.follow(name, cache.dir(), surroundings.directory());
      NarInfo found = cache.findNarInfo(path);
      if (found == null) {
        throw new StoreException("path '" + cache.dir().print(path) + "' is not valid");
      }
      return found;
    }

    private boolean isTrusted(PathInfo info) {
      return keys == null || info.isTrusted(cache.dir(), keys);
    }

    int json(List<String> names) {
      JsonWriter writer = JsonWriter.compact();
      writer.startObject();
      if (!names.isEmpty()) {
        writer.key("paths");
        writer.startObject();
        for (String name : names) {
          NarInfo found = find(name);
          writer.key(cache.dir().print(found.info().path()));
          path(found, writer);
        }
        writer.endObject();
      }
      writer.key("priority");
      writer.integer(cache.priority());
      writer.key("storeDir");
      writer.string(cache.dir().path());
      writer.key("url");
      writer.string(cache.uri());
      writer.key("wantMassQuery");
      writer.bool(cache.wantsMassQuery());
      writer.endObject();
      surroundings.output().line(writer.finish());
      return 0;
    }

    private void path(NarInfo found, JsonWriter writer) {
      writer.startObject();
      writer.key("compression");
      writer.string(found.compression().text());
      writer.key("downloadSize");
      writer.integer(found.fileSize());
      writer.key("narHash");
      writer.string(found.info().narHash().sri());
      writer.key("narSize");
      writer.integer(found.info().narSize());
      writer.key("references");
      writer.startArray();
      found.info().references().forEach(path -> writer.string(cache.dir().print(path)));
      writer.endArray();
      writer.key("signatures");
      writer.startArray();
      found.info().signatures().forEach(writer::string);
      writer.endArray();
      writer.key("trusted");
      writer.bool(isTrusted(found.info()));
      writer.key("url");
      writer.string(found.url());
      writer.endObject();
    }
  }
}
