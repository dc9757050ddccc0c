package dev.gatehouse.aws;

import dev.gatehouse.http.Handler;
import dev.gatehouse.http.Headers;
import dev.gatehouse.http.Headers.Field;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/// The SDK's transport, without a network: its requests go to a handler of ours.
final class DispatcherHttpClient implements SdkHttpClient {
  private final Handler handler;

  DispatcherHttpClient(Handler handler) {
    this.handler = handler;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return response(handler.handle(translate(request)));
      }

      @Override
      public void abort() {
        throw new IllegalStateException("nothing here takes long enough to be aborted");
      }
    };
  }

  private static Request translate(HttpExecuteRequest sdk) throws IOException {
    var http = sdk.httpRequest();
    var fields = new ArrayList<Field>();
    http.forEachHeader((name, values) -> values.forEach(v -> fields.add(new Field(name, v))));
    byte[] body = {};
    if (sdk.contentStreamProvider().isPresent()) {
      try (var stream = sdk.contentStreamProvider().get().newStream()) {
        body = stream.readAllBytes();
      }
    }
    return new Request(
        http.method().name(),
        http.encodedPath().isEmpty() ? "/" : http.encodedPath(),
        Optional.ofNullable(http.getUri().getRawQuery()),
        new Headers(fields),
        body,
        "127.0.0.1",
        "localhost:9229",
        Map.of());
  }

  private static HttpExecuteResponse response(Response ours) {
    var http = SdkHttpFullResponse.builder().statusCode(ours.status());
    ours.headers().fields().forEach(field -> http.appendHeader(field.name(), field.value()));
    return HttpExecuteResponse.builder()
        .response(http.build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(ours.body())))
        .build();
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}
