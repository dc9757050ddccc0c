package dev.gatehouse.http;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.jspecify.annotations.Nullable;

/// Cleartext HTTP/2 for clients that begin with its preface (RFC 9113 §3.3). The upgrade from
/// HTTP/1.1 is not offered: RFC 9113 withdrew it, and through a proxy that passes it on, a client
/// would reach paths that the proxy does not let through.
final class PriorKnowledge extends HTTP2CServerConnectionFactory {
  PriorKnowledge(HttpConfiguration configuration) {
    super(configuration);
  }

  @Override
  @SuppressWarnings("NullAway") // null means "declined" to Jetty, which has no annotations.
  public @Nullable Connection upgradeConnection(
      Connector connector,
      EndPoint endPoint,
      MetaData.Request request,
      HttpFields.Mutable responseFields) {
    return HttpMethod.PRI.is(request.getMethod())
        ? super.upgradeConnection(connector, endPoint, request, responseFields)
        : null;
  }
}
