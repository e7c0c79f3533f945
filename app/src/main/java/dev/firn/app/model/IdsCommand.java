package dev.firn.app.model;

import dev.firn.app.command.Command;
import dev.firn.app.command.CommandLine;
import dev.firn.app.command.IdsCommands;
import dev.firn.app.console.Surroundings;
import dev.firn.app.eval.Session;
import dev.firn.app.settings.Directories;
import dev.firn.app.settings.Settings;
import dev.firn.base.disk.Disk;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.FileOwnership;
import dev.firn.base.text.Latin1;
import dev.firn.lang.error.EvalError;
import dev.firn.process.model.IdRequest;
import dev.firn.process.model.ModelRequest;
import dev.firn.process.model.ProcessModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** {@code firn ids assign}: who has which of the numbers that nobody else may have. */
public final class IdsCommand implements Command {
  @Override
  public int run(CommandLine line, Settings settings, Surroundings surroundings) {
    return Session.run(
        line,
        settings,
        surroundings,
        Session.Access.READ,
        session -> assign(line, settings, surroundings, session));
  }

  private static int assign(
      CommandLine line, Settings settings, Surroundings surroundings, Session session) {
    String model = line.operands().isEmpty() ? "." : line.operands().getFirst();
    String property = line.value(IdsCommands.PROPERTY);
    IdRequest request =
        new IdRequest(
            request(session, session.absolute(model), surroundings),
            absolute(session, line.value(IdsCommands.RESOURCES)),
            absolute(session, line.value(IdsCommands.IDS)),
            property == null ? IdRequest.PROPERTY : property);
    String text =
        new ProcessModel(
                session.evaluator(), session.store().dir(), Models.managers(settings, surroundings))
            .assignIds(request)
            .text();
    String output = absolute(session, line.value(IdsCommands.OUTPUT_FILE));
    if (output == null) {
      surroundings.output().line(text);
    } else {
      write(BytePaths.of(output), text);
    }
    return 0;
  }

  private static @Nullable String absolute(Session session, @Nullable String path) {
    return path == null ? null : session.absolute(path);
  }

  /** For ids nothing of a deployment counts but its model. */
  private static ModelRequest request(Session session, String model, Surroundings surroundings) {
    return new ModelRequest(
        model,
        "ids",
        Integer.toString(FileOwnership.user()),
        Integer.toString(FileOwnership.group()),
        FileOwnership.user() == 0,
        null,
        null,
        null,
        session.arguments(),
        Directories.firnState(surroundings.environment()));
  }

  /** In one step: nobody sees half an assignment. */
  private static void write(Path file, String text) {
    Path fresh = file.resolveSibling(file.getFileName() + ".firn-new");
    try {
      Files.deleteIfExists(fresh);
      try (OutputStream out = Disk.REAL.createFile(fresh)) {
        out.write(Latin1.bytes(text));
      }
      Disk.REAL.move(fresh, file);
    } catch (IOException failed) {
      throw new EvalError("writing '" + file + "': " + failed.getMessage());
    }
  }
}
