package dev.gatehouse.testkit;

import dev.gatehouse.http.Headers;
import dev.gatehouse.http.Headers.Field;
import dev.gatehouse.http.Response;
import dev.gatehouse.server.EmbeddedGatehouse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/// The transport of the AWS SDK without a network: everything above it, signing and marshalling, is
/// the SDK's own.
final class InProcessHttpClient implements SdkHttpClient {
  private static final String HOST = "Host";

  private final EmbeddedGatehouse server;

  InProcessHttpClient(EmbeddedGatehouse server) {
    this.server = server;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Call(request);
  }

  /// One request, sent by the thread that calls.
  private final class Call implements ExecutableHttpRequest {
    private final HttpExecuteRequest request;
    private volatile boolean isAborted;

    private Call(HttpExecuteRequest request) {
      this.request = request;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      if (isAborted) {
        throw new IOException("aborted");
      }
      var response = exchange(server, request.httpRequest(), body());
      return HttpExecuteResponse.builder()
          .response(head(response))
          .responseBody(AbortableInputStream.create(new ByteArrayInputStream(response.body())))
          .build();
    }

    private byte[] body() throws IOException {
      var content = request.contentStreamProvider();
      if (content.isEmpty()) {
        return new byte[0];
      }
      try (var stream = content.get().newStream()) {
        return stream.readAllBytes();
      }
    }

    /// What has been sent is answered; the answer is not waited for any longer than it takes.
    @Override
    public void abort() {
      isAborted = true;
    }
  }

  /// Sends a request of the SDK, which leaves `Host` to its transport where it does not sign it.
  ///
  /// @throws IOException when the thread is interrupted meanwhile
  static Response exchange(EmbeddedGatehouse server, SdkHttpRequest request, byte[] body)
      throws IOException {
    var fields = new ArrayList<Field>();
    request.forEachHeader(
        (name, values) -> values.forEach(value -> fields.add(new Field(name, value))));
    if (request.firstMatchingHeader(HOST).isEmpty()) {
      fields.add(new Field(HOST, request.getUri().getRawAuthority()));
    }
    var path = request.encodedPath().isEmpty() ? "/" : request.encodedPath();
    var target = request.encodedQueryParameters().map(query -> path + "?" + query).orElse(path);
    try {
      return server.exchange(request.method().name(), target, new Headers(fields), body);
    } catch (UncheckedIOException interrupted) {
      throw new IOException(interrupted);
    }
  }

  static SdkHttpResponse head(Response response) {
    var head = SdkHttpFullResponse.builder().statusCode(response.status());
    response.headers().fields().forEach(field -> head.appendHeader(field.name(), field.value()));
    return head.build();
  }

  @Override
  public void close() {
    // The server belongs to who started it.
  }
}
