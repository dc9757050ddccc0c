package dev.gatehouse.server;

import dev.gatehouse.http.Handler;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;

/// The extension API alone: what the management listener offers of `POST /` (design D19).
record ManagementOnly(Handler dispatcher) implements Handler {
  private static final String TARGET = "GatehouseService.";

  @Override
  public Response handle(Request request) {
    var isExtension =
        request.headers().first("x-amz-target").filter(t -> t.startsWith(TARGET)).isPresent();
    return isExtension ? dispatcher.handle(request) : Response.of(404);
  }
}
