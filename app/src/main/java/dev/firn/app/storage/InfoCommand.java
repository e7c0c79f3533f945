package dev.firn.app.storage;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.StoreCommands;
import dev.firn.app.command.UsageException;
import dev.firn.base.json.JsonWriter;
import dev.firn.store.Closures;
import dev.firn.store.PathInfo;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.SortedSet;

/** {@code firn store info}. */
final class InfoCommand extends StoreCommand {
  @Override
  int run(CommandLine line, StoreUse use) throws IOException {
    if (line.operands().isEmpty() && !line.has(StoreCommands.ALL_PATHS)) {
      StoreSummary.of(use).print(line.has(StoreCommands.JSON), use);
      return 0;
    }
    SortedSet<StorePath> paths = chosen(use);
    if (line.has(StoreCommands.JSON)) {
      JsonWriter writer = JsonWriter.indented(2);
      writer.startObject();
      for (StorePath path : paths) {
        writer.key(use.print(path));
        json(use.store().info(path), use, writer);
      }
      writer.endObject();
      use.output().line(writer.finish());
    } else {
      paths.forEach(path -> print(use.store().info(path), use));
    }
    return 0;
  }

  /** The paths that the operands, {@code --recursive} and {@code --all} name. */
  static SortedSet<StorePath> chosen(StoreUse use) throws IOException {
    if (use.line().has(StoreCommands.ALL_PATHS)) {
      return use.listed().allValidPaths();
    }
    if (use.line().operands().isEmpty()) {
      throw new UsageException("tell which paths");
    }
    SortedSet<StorePath> paths = use.paths(use.line().operands());
    return use.line().has(StoreCommands.RECURSIVE)
        ? Closures.references(use.store(), paths)
        : paths;
  }

  private static void print(PathInfo info, StoreUse use) {
    field(use, "path", use.print(info.path()));
    field(use, "hash", info.narHash().sri());
    field(use, "size", Long.toString(info.narSize()));
    info.references().forEach(reference -> field(use, "reference", use.print(reference)));
    StorePath deriver = info.deriver();
    if (deriver != null) {
      field(use, "deriver", use.print(deriver));
    }
    if (info.contentAddress() != null) {
      field(use, "content", info.contentAddress().toString());
    }
    field(use, "registered", Instant.ofEpochSecond(info.registrationTime()).toString());
    if (info.ultimate()) {
      field(use, "built", "here");
    }
    info.signatures().forEach(signature -> field(use, "signature", signature));
    use.output().line("");
  }

  private static void field(StoreUse use, String name, String value) {
    use.output().print(name).print(" ".repeat(11 - name.length())).line(value);
  }

  /** The members are those of `nix path-info --json` in the form of Nix 2.19 and later. */
  private static void json(PathInfo info, StoreUse use, JsonWriter writer) {
    writer.startObject();
    writer.key("ca");
    if (info.contentAddress() == null) {
      writer.nullValue();
    } else {
      writer.string(info.contentAddress().toString());
    }
    writer.key("deriver");
    if (info.deriver() == null) {
      writer.nullValue();
    } else {
      writer.string(use.print(info.deriver()));
    }
    writer.key("narHash");
    writer.string(info.narHash().sri());
    writer.key("narSize");
    writer.integer(info.narSize());
    writer.key("references");
    strings(info.references().stream().map(use::print).toList(), writer);
    writer.key("registrationTime");
    writer.integer(info.registrationTime());
    writer.key("signatures");
    strings(info.signatures(), writer);
    writer.key("ultimate");
    writer.bool(info.ultimate());
    writer.endObject();
  }

  private static void strings(Collection<String> all, JsonWriter writer) {
    writer.startArray();
    all.forEach(writer::string);
    writer.endArray();
  }
}
