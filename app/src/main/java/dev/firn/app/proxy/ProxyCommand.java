package dev.firn.app.proxy;

import dev.firn.app.command.Command;
import dev.firn.app.command.CommandLine;
import dev.firn.app.command.ListenAddress;
import dev.firn.app.command.ProxyCommands;
import dev.firn.app.command.UsageException;
import dev.firn.app.console.Messages;
import dev.firn.app.console.Surroundings;
import dev.firn.app.realise.Interrupts;
import dev.firn.app.settings.Settings;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import dev.firn.proxy.route.RouteException;
import dev.firn.proxy.route.RouteFile;
import dev.firn.proxy.server.ReverseProxy;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.jline.utils.Signals;

/** {@code firn proxy}: hands HTTP requests on, until it is told to end. */
public final class ProxyCommand implements Command {
  @Override
  public int run(CommandLine line, Settings settings, Surroundings surroundings) {
    String listen = line.value(ProxyCommands.LISTEN);
    if (listen == null || line.operands().size() != 1) {
      throw new UsageException("needs '--listen' and a file of routes");
    }
    InetSocketAddress address = ListenAddress.parse(listen);
    Path file =
        BytePaths.of(surroundings.directory()).resolve(BytePaths.of(line.operands().getFirst()));
    Messages messages = surroundings.messages();
    try (Interrupts _ = Interrupts.listen();
        ReverseProxy proxy =
            ReverseProxy.start(
                address,
                RouteFile.read(file),
                ReverseProxy.SERVER_SILENCE,
                failure -> messages.say(Latin1.ofUnicode(failure)))) {
      if (line.has(ProxyCommands.CHECK)) {
        return 0;
      }
      Signals.register("HUP", () -> reload(proxy, file, messages));
      surroundings
          .output()
          .line("serving on http://" + address.getHostString() + ":" + proxy.port())
          .flush();
      proxy.join();
    } catch (InterruptedException _) {
      // As it was asked to.
    }
    return 0;
  }

  private static void reload(ReverseProxy proxy, Path file, Messages messages) {
    try {
      proxy.take(RouteFile.read(file));
    } catch (RouteException bad) {
      messages.say(Latin1.ofUnicode(bad.getMessage() + "; the routes stay as they were"));
    }
  }
}
