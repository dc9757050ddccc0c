package dev.gatehouse.http;

import dev.gatehouse.env.Env;
import dev.gatehouse.env.RequestContext;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request on its way: reads the body as it comes, runs the handler where it belongs, writes
/// the answer. Used once.
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final byte[] NOTHING = {};

  private final Services services;
  private final org.eclipse.jetty.server.Request jetty;
  private final org.eclipse.jetty.server.Response answer;
  private final Callback callback;
  private final Router.Match match;
  private final Connections.Watched watched;
  private final String requestId;
  private final long startedNanos = System.nanoTime();
  private final AtomicBoolean answered = new AtomicBoolean();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(256);
  private boolean waiting;

  /// What every exchange of a server uses.
  ///
  /// @param virtualThreads runs handlers that may block
  /// @param released runs when a request is over
  record Services(
      Env env,
      TrustedProxies proxies,
      AccessLog accessLog,
      Executor virtualThreads,
      Runnable released) {}

  Exchange(
      Services services,
      org.eclipse.jetty.server.Request jetty,
      org.eclipse.jetty.server.Response answer,
      Callback callback,
      Router.Match match,
      Connections.Watched watched) {
    this.services = services;
    this.jetty = jetty;
    this.answer = answer;
    this.callback = callback;
    this.match = match;
    this.watched = watched;
    requestId = services.env.uuid().toString();
  }

  /// Reads the body, on this thread as long as there is something to read; then answers.
  void run() {
    if (jetty.getLength() > match.route().bodyMax()) {
      refuse(413);
      return;
    }
    read();
  }

  private void read() {
    while (!answered.get()) {
      Content.Chunk chunk = jetty.read();
      if (chunk == null) {
        awaitMore();
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        refuse(400);
        return;
      }
      var fits = keep(chunk);
      chunk.release();
      if (!fits) {
        refuse(413);
        return;
      }
      if (chunk.isLast()) {
        watched.end();
        watched.requestRead(connection().getBytesIn());
        serve();
        return;
      }
    }
  }

  private void awaitMore() {
    if (!waiting) {
      waiting = true;
      watched.begin(() -> refuse(408));
    }
    jetty.demand(this::read);
  }

  private boolean keep(Content.Chunk chunk) {
    var bytes = chunk.getByteBuffer();
    if (body.size() + bytes.remaining() > match.route().bodyMax()) {
      return false;
    }
    while (bytes.hasRemaining()) {
      var part = new byte[bytes.remaining()];
      bytes.get(part);
      body.write(part, 0, part.length);
    }
    return true;
  }

  private void serve() {
    var request = request();
    var context = new RequestContext(requestId, request.peer());
    if (match.route().handler() instanceof InlineHandler inline) {
      var now = guarded(context, () -> inline.tryHandle(request));
      if (now.isPresent()) {
        write(now.get());
        return;
      }
    }
    services.virtualThreads.execute(() ->
        guarded(context, () -> Optional.of(match.route().handler().handle(request)))
            .ifPresent(this::write));
  }

  /// Runs a handler; what it throws becomes a 500 that says nothing but the request id (HT-11).
  private Optional<Response> guarded(
      RequestContext context, java.util.function.Supplier<Optional<Response>> handler) {
    try {
      return context.call(handler::get);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("request {} failed: {} {}", requestId, jetty.getMethod(), match.route().path(), e);
      return Optional.of(
          Response.of(
              500,
              "application/json",
              "{\"error\":\"internal\",\"request_id\":\"" + requestId + "\"}"));
    }
  }

  private Request request() {
    var uri = jetty.getHttpURI();
    var fields = new ArrayList<Headers.Field>(jetty.getHeaders().size());
    for (HttpField field : jetty.getHeaders()) {
      fields.add(
          new Headers.Field(field.getName(), Optional.ofNullable(field.getValue()).orElse("")));
    }
    var headers = new Headers(fields);
    return new Request(
        jetty.getMethod(),
        uri.getPath(),
        Optional.ofNullable(uri.getQuery()),
        headers,
        body.size() == 0 ? NOTHING : body.toByteArray(),
        services.proxies.clientOf(HttpServer.peer(jetty), headers),
        HttpServer.authority(jetty).toLowerCase(Locale.ROOT),
        match.parameters());
  }

  /// Answers without the handler, and closes the connection: the rest of the request is not read.
  private void refuse(int status) {
    write(Response.of(status).with("Connection", "close"));
  }

  private void write(Response response) {
    if (!answered.compareAndSet(false, true)) {
      return;
    }
    answer.setStatus(response.status());
    for (var field : response.headers().fields()) {
      answer.getHeaders().add(field.name(), field.value());
    }
    if (response.body().length == 0) {
      answer.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
    }
    watched.begin(() -> jetty.getConnectionMetaData().getConnection().getEndPoint().close());
    answer.write(
        true,
        ByteBuffer.wrap(response.body()),
        Callback.from(() -> finish(response.status(), null), e -> finish(response.status(), e)));
  }

  private void finish(int status, @org.jspecify.annotations.Nullable Throwable failure) {
    watched.end();
    services.released.run();
    services.accessLog.answered(
        new AccessLog.Entry(
            requestId,
            HttpServer.peer(jetty).getHostAddress(),
            jetty.getMethod(),
            match.route().path(),
            status,
            Duration.ofNanos(System.nanoTime() - startedNanos)));
    if (failure == null) {
      callback.succeeded();
    } else {
      callback.failed(failure);
    }
  }

  private Connection connection() {
    return jetty.getConnectionMetaData().getConnection();
  }
}
