package dev.firn.app.command;

import dev.firn.app.command.CommandSpec.Example;
import dev.firn.app.command.Option.Group;
import java.util.List;

/** The reverse proxy that processes models use where the machine has none. */
public final class ProxyCommands {
  /** Where it listens. */
  public static final Option LISTEN =
      Option.with(
          Group.MODE,
          "listen",
          List.of("ADDRESS"),
          "Listen at HOST:PORT, or at a port of 127.0.0.1 only; required.");

  /** Only whether it could. */
  public static final Option CHECK =
      Option.flag(
          Group.MODE,
          "check",
          "Read FILE and open the port, hand nothing on, and say if it fails.");

  /** {@code firn proxy}. */
  static final CommandSpec PROXY =
      new CommandSpec(
          "proxy",
          "hand HTTP requests on by host and path",
          "FILE",
          1,
          """
          Serves HTTP/1.1 and hands each request on to where a route in FILE leads:

              {"version": 1, "routes": [{"host": "a.example", "path": "/shop", "address": "127.0.0.1", "port": 5001}]}

          `host` and `path` may be left out, and mean any then. A route for the host goes before one for any host, and then the longest path \
          counts. Servers are told who asked in `X-Forwarded-For`, `-Host` and `-Proto`; what a client says there is dropped. Bodies stream \
          both ways. A server that cannot be reached is answered with 502, one that says nothing for a minute with 504.

          SIGHUP reads FILE again, without dropping a connection; a file that cannot be used is reported, and changes nothing.\
          """,
          Option.all(List.of(LISTEN, CHECK), CommonOptions.GENERAL),
          List.of(
              new Example(
                  "firn proxy --listen 8080 routes.json", "serves at `http://127.0.0.1:8080/`.")));

  /** All of them, in the order of the help. */
  static final List<CommandSpec> ALL = List.of(PROXY);

  private ProxyCommands() {}
}
