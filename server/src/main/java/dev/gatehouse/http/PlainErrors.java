package dev.gatehouse.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// What the parser refuses is answered with a status and nothing else: no page, no banner, no text
/// of the request (HT-20).
final class PlainErrors implements Request.Handler {
  private final HttpMeters meters;

  PlainErrors(HttpMeters meters) {
    this.meters = meters;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    meters.refused(response.getStatus());
    meters.answered("", response.getStatus());
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
    response.write(true, ByteBuffer.allocate(0), callback);
    return true;
  }
}
