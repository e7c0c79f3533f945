package dev.firn.proxy.server;

import dev.firn.proxy.route.Routes;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A reverse proxy: an HTTP server that hands requests to others by the host they ask for and by their path. Its routes can be changed while
 * it runs.
 */
public final class ReverseProxy implements AutoCloseable {
  private static final int MOST_THREADS = 64;
  private static final int KEPT_THREADS = 4;
  private static final long CLIENT_SILENCE = 60_000;
  private static final long STOP_MILLISECONDS = 5_000;

  /** How long a server behind it may say nothing, in milliseconds. */
  public static final long SERVER_SILENCE = 60_000;

  /** What an encoded slash means is for the server behind to say. An encoded {@code ..} could mean another route, and is refused. */
  private static final UriCompliance PATHS =
      UriCompliance.RFC3986.with(
          "PROXY",
          Violation.AMBIGUOUS_PATH_SEPARATOR,
          Violation.AMBIGUOUS_PATH_ENCODING,
          Violation.AMBIGUOUS_EMPTY_SEGMENT);

  private final Server server;
  private final ServerConnector connector;
  private final RoutingHandler handler;

  private ReverseProxy(Server server, ServerConnector connector, RoutingHandler handler) {
    this.server = server;
    this.connector = connector;
    this.handler = handler;
  }

  /**
   * Starts one.
   *
   * @param address where it listens; a port of 0 is any free one
   * @param serverSilence how long a server behind it may say nothing, in milliseconds
   * @param log takes a line for each request that could not be handed on
   * @throws ProxyException if it cannot listen there
   */
  public static ReverseProxy start(
      InetSocketAddress address, Routes routes, long serverSilence, Consumer<String> log) {
    Server server = new Server(new QueuedThreadPool(MOST_THREADS, KEPT_THREADS));
    ServerConnector connector = connector(server, address);
    RoutingHandler handler = new RoutingHandler(routes, serverSilence, log);
    server.addConnector(connector);
    server.setHandler(handler);
    server.setStopTimeout(STOP_MILLISECONDS);
    try {
      server.start();
    } catch (Exception failed) {
      stop(server);
      throw new ProxyException(address, failed);
    }
    return new ReverseProxy(server, connector, handler);
  }

  private static ServerConnector connector(Server server, InetSocketAddress address) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    http.setUriCompliance(PATHS);
    // One thread accepts, one selects: enough, and a small proxy stays small.
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(address.getHostString());
    connector.setPort(address.getPort());
    connector.setIdleTimeout(CLIENT_SILENCE);
    return connector;
  }

  /** The port that it listens at. */
  public int port() {
    return connector.getLocalPort();
  }

  /** From now on, requests go where these say. Those that are under way end where they are. */
  public void take(Routes routes) {
    handler.take(routes);
  }

  /** Waits until somebody closes it. */
  public void join() throws InterruptedException {
    server.join();
  }

  /** Stops listening, and waits some seconds for what is under way. */
  @Override
  public void close() {
    stop(server);
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception _) {
      // What could not be stopped ends with the process.
    }
  }
}
