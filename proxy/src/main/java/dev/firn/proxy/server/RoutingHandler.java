package dev.firn.proxy.server;

import dev.firn.proxy.route.Route;
import dev.firn.proxy.route.Routes;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Hands each request to where its route leads. Jetty streams both bodies, drops the headers that concern one connection, and answers 502
 * or 504 for a server that does not.
 */
final class RoutingHandler extends ProxyHandler {
  private static final String ROUTE = Route.class.getName();
  private static final int CONNECT_MILLISECONDS = 5_000;
  private static final int MOST_CONNECTIONS = 1_024;

  /** What only a proxy may say: whatever a client says here is not handed on. */
  private static final EnumSet<HttpHeader> OF_PROXIES =
      EnumSet.of(
          HttpHeader.FORWARDED,
          HttpHeader.X_FORWARDED_FOR,
          HttpHeader.X_FORWARDED_HOST,
          HttpHeader.X_FORWARDED_PROTO,
          HttpHeader.X_FORWARDED_PORT,
          HttpHeader.X_FORWARDED_SERVER);

  private final long silence;
  private final Consumer<String> log;
  private volatile Routes routes;

  /**
   * A handler.
   *
   * @param silence how long a server may say nothing, in milliseconds
   * @param log takes a line for each request that could not be handed on
   */
  RoutingHandler(Routes routes, long silence, Consumer<String> log) {
    this.routes = routes;
    this.silence = silence;
    this.log = log;
  }

  /** From now on, requests go where these say. Those that are under way end where they are. */
  void take(Routes others) {
    routes = others;
  }

  @Override
  protected void configureHttpClient(HttpClient client) {
    super.configureHttpClient(client);
    client.setConnectTimeout(CONNECT_MILLISECONDS);
    client.setIdleTimeout(silence);
    client.setMaxConnectionsPerDestination(MOST_CONNECTIONS);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String host = host(request);
    Route route = routes.find(host, request.getHttpURI().getCanonicalPath());
    if (route == null) {
      String message = host.isEmpty() ? "no site here" : "no site '" + host + "' here";
      Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404, message);
      return true;
    }
    request.setAttribute(ROUTE, route);
    return super.handle(request, response, callback);
  }

  private static String host(Request request) {
    String host = request.getHttpURI().getHost();
    return host == null ? "" : host;
  }

  @Override
  protected HttpURI rewriteHttpURI(Request request) {
    Route route = (Route) request.getAttribute(ROUTE);
    return HttpURI.build(request.getHttpURI())
        .scheme("http")
        .authority(route.address(), route.port())
        .asImmutable();
  }

  @Override
  protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request onward) {
    onward.headers(fields -> tellWhoAsks(fields, request));
    addViaHeader(request, onward);
  }

  private static void tellWhoAsks(HttpFields.Mutable fields, Request request) {
    fields.remove(OF_PROXIES);
    String authority = request.getHttpURI().getAuthority();
    if (authority != null) {
      fields.put(HttpHeader.HOST, authority);
      fields.put(HttpHeader.X_FORWARDED_HOST, authority);
    }
    fields.put(HttpHeader.X_FORWARDED_FOR, Request.getRemoteAddr(request));
    fields.put(HttpHeader.X_FORWARDED_PROTO, request.isSecure() ? "https" : "http");
  }

  @Override
  protected void onServerToProxyResponseFailure(
      Request request,
      org.eclipse.jetty.client.Request onward,
      org.eclipse.jetty.client.Response answer,
      Response response,
      Callback callback,
      Throwable failure) {
    log.accept(host(request) + " -> " + onward.getURI().getAuthority() + ": " + failure);
    super.onServerToProxyResponseFailure(request, onward, answer, response, callback, failure);
  }
}
