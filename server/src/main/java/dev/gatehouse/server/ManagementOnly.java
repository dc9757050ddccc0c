package dev.gatehouse.server;

import dev.gatehouse.aws.AwsDispatcher;
import dev.gatehouse.http.Handler;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;

/// What the management listener offers of `POST /` (design D19): the extension API, and signed
/// calls of the others, which the console makes. What anybody may call unsigned, users sign in by,
/// for instance, stays on the public listener, also where it comes with a signature, which nobody
/// would check.
record ManagementOnly(AwsDispatcher dispatcher) implements Handler {
  private static final String TARGET = "GatehouseService.";
  private static final String SIGNED = "AWS4-HMAC-SHA256 ";

  @Override
  public Response handle(Request request) {
    var headers = request.headers();
    var isOffered =
        headers.first("x-amz-target").filter(t -> t.startsWith(TARGET)).isPresent()
            || (headers.first("authorization").filter(a -> a.startsWith(SIGNED)).isPresent()
                && !AwsDispatcher.isUnsigned(request));
    return isOffered ? dispatcher.handle(request) : Response.of(404);
  }
}
