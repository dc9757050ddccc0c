package dev.gatehouse.http;

import java.util.concurrent.Executor;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/// HTTP/1.1 whose connections go on where they were read. After an answer that did not leave at
/// once Jetty takes the connection up again on a thread of its pool, which only finds that nothing
/// more has come and tells the selector to wait for it: of a token at one connection, a tenth of
/// the server's work.
final class Http1 extends HttpConnectionFactory {
  Http1(HttpConfiguration configuration) {
    super(configuration);
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    var connection = new SelectorsConnection(getHttpConfiguration(), connector, endPoint);
    connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
    return configure(connection, connector, endPoint);
  }

  private static final class SelectorsConnection extends HttpConnection {
    private final Executor selector;

    SelectorsConnection(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
      super(configuration, connector, endPoint);
      selector = FairConnector.selectorOf(endPoint).orElse(connector.getExecutor());
    }

    @Override
    protected Executor getExecutor() {
      return selector;
    }
  }
}
