package dev.gatehouse.http;

import dev.gatehouse.env.Env;
import dev.gatehouse.env.Network;
import dev.gatehouse.env.RateLimit;
import dev.gatehouse.env.RequestContext;
import dev.gatehouse.env.RequestNotes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request on its way: reads the body as it comes, runs the handler where it belongs, writes
/// the answer. Used once.
final class Exchange implements Connections.Timed {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final byte[] NOTHING = {};

  private final Services services;
  private final Entered entered;
  private final org.eclipse.jetty.server.Request jetty;
  private final org.eclipse.jetty.server.Response answer;
  private final Callback callback;
  private final String requestId;
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.READING);
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(256);
  private final RequestNotes notes = new RequestNotes();
  private String peer = "";
  private int counted;
  private boolean isServing;
  private boolean isWatched;
  private volatile int status;
  private volatile long writingSince;

  /// Who may act. The thread that reads owns the request; the sweep may only answer while that
  /// thread waits for more of the body, or cut a connection that does not take its answer.
  private enum Phase {
    READING,
    DEMANDING,
    WAITING,
    ANSWERED,
    WRITING,
    FINISHED
  }

  /// What every exchange of a server uses.
  ///
  /// @param virtualThreads runs handlers that may block
  /// @param requestRate of each network that asks
  record Services(
      Env env,
      TrustedProxies proxies,
      AccessLog accessLog,
      Executor virtualThreads,
      Load load,
      RateLimit<String> requestRate,
      Connections connections,
      HttpMeters meters) {}

  /// What was found out before the body: the route, unless the path has none.
  ///
  /// @param authority in lower case
  record Entered(Optional<Router.Match> match, String authority) {}

  Exchange(
      Services services,
      Entered entered,
      org.eclipse.jetty.server.Request jetty,
      org.eclipse.jetty.server.Response answer,
      Callback callback) {
    this.services = services;
    this.entered = entered;
    this.jetty = jetty;
    this.answer = answer;
    this.callback = callback;
    requestId = services.env.uuid().toString();
    services.load.opened();
  }

  /// Reads the body, on this thread as long as there is something to read; then answers.
  void run() {
    var route = entered.match.map(Router.Match::route);
    if (route.isPresent() && jetty.getLength() > route.get().bodyMax()) {
      refuse(413);
    } else {
      read(route.map(Route::bodyMax).orElse(0));
    }
  }

  /// Answers at once, without reading the rest of the request.
  void refuse(int refusal) {
    services.meters.refused(refusal);
    write(Response.of(refusal).with("Connection", "close"));
  }

  private void read(int bodyMax) {
    while (true) {
      Content.Chunk chunk = jetty.read();
      if (chunk == null) {
        awaitMore(bodyMax);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        refuse(chunk.getFailure() instanceof TimeoutException ? 408 : 400);
        return;
      }
      var fits = keep(chunk.getByteBuffer(), bodyMax);
      var isLast = chunk.isLast();
      chunk.release();
      if (!fits) {
        refuse(entered.match.isEmpty() ? 404 : 413);
        return;
      }
      if (isLast) {
        services.connections.requestRead(jetty.getConnectionMetaData().getConnection());
        serve();
        return;
      }
    }
  }

  private boolean keep(ByteBuffer bytes, int bodyMax) {
    if (body.size() + bytes.remaining() > bodyMax) {
      return false;
    }
    if (bytes.hasRemaining()) {
      var part = new byte[bytes.remaining()];
      bytes.get(part);
      body.writeBytes(part);
    }
    return true;
  }

  private void awaitMore(int bodyMax) {
    var more = body.size() - counted;
    if (!services.load.tryKeep(more)) {
      refuseBusy();
      return;
    }
    counted += more;
    isWatched = true;
    phase.set(Phase.DEMANDING);
    services.connections.watch(this);
    jetty.demand(
        Invocable.from(
            InvocationType.NON_BLOCKING,
            () -> {
              if (resume()) {
                read(bodyMax);
              }
            }));
    phase.compareAndSet(Phase.DEMANDING, Phase.WAITING);
  }

  /// Takes the request back from waiting; false when the sweep has answered it meanwhile.
  private boolean resume() {
    return phase.compareAndSet(Phase.DEMANDING, Phase.READING)
        || phase.compareAndSet(Phase.WAITING, Phase.READING);
  }

  @Override
  public boolean sweep(long now, long deadlineNanos) {
    var current = phase.get();
    if (current == Phase.FINISHED) {
      return true;
    }
    if (current == Phase.WRITING && now - writingSince > deadlineNanos) {
      services.meters.slowReader.add();
      jetty.getConnectionMetaData().getConnection().getEndPoint().close();
      return true;
    }
    if (now - jetty.getBeginNanoTime() > deadlineNanos
        && phase.compareAndSet(Phase.WAITING, Phase.ANSWERED)) {
      refuse(408);
    }
    return false;
  }

  private void serve() {
    if (entered.match.isEmpty()) {
      services.meters.refused(404);
      write(Response.of(404));
      return;
    }
    var match = entered.match.get();
    if (!match.isProbe() && !isAdmitted()) {
      return;
    }
    if (!(match.route().handler() instanceof InlineHandler inline)) {
      handOver(match, request(match));
    } else if (match.isProbe() || inline.isCheap()) {
      answer(match, inline, request(match));
    } else {
      await(match, inline);
    }
  }

  private boolean isAdmitted() {
    if (services.requestRate.isOn() && !services.requestRate.tryTake(Network.of(client()))) {
      refuseForNow(429, 1);
      return false;
    }
    isServing = services.load.tryServe();
    if (!isServing) {
      refuseForNow(503, services.load.retryAfterSeconds());
    }
    return isServing;
  }

  private String client() {
    return services.proxies.clientOf(HttpServer.peer(jetty), headers(jetty));
  }

  /// Answers when it is this request's turn, unless that would be too late.
  private void await(Router.Match match, InlineHandler handler) {
    var backlog =
        FairConnector.backlogOf(jetty.getConnectionMetaData().getConnection().getEndPoint());
    if (backlog.isEmpty()) {
      answer(match, handler, request(match));
    } else if (!backlog
        .get()
        .offer(() -> {
          var request = request(match);
          return () -> answer(match, handler, request);
        })) {
      refuseForNow(503, services.load.retryAfterSeconds());
    }
  }

  private void answer(Router.Match match, InlineHandler handler, Request request) {
    guarded(context(request), match, () -> handler.tryHandle(request))
        .ifPresentOrElse(this::write, () -> handOver(match, request));
  }

  private void handOver(Router.Match match, Request request) {
    // A handler may take longer than a client may stay silent.
    jetty.addIdleTimeoutListener(_ -> false);
    services.virtualThreads.execute(() -> {
      var handed = new HandedOver(requestId + " " + request.method() + " " + match.route().path());
      services.connections.watch(handed);
      try {
        guarded(context(request), match, () -> Optional.of(match.route().handler().handle(request)))
            .ifPresent(this::write);
      } finally {
        handed.end();
        services.connections.forget(handed);
      }
    });
  }

  private RequestContext context(Request request) {
    return new RequestContext(requestId, request.peer(), notes);
  }

  /// The request itself is in order, and so the connection stays: to open another one would cost
  /// both more than this answer.
  private void refuseForNow(int refusal, long retryAfterSeconds) {
    services.meters.refused(refusal);
    write(Response.of(refusal).with("Retry-After", Long.toString(retryAfterSeconds)));
  }

  /// Too much is arriving to keep the rest of this request.
  private void refuseBusy() {
    services.meters.refused(503);
    write(Response.of(503).with("Retry-After", "1").with("Connection", "close"));
  }

  /// Runs a handler; what it throws, a stack overflow or want of memory included, becomes a 500
  /// that says nothing but the request id (HT-11).
  private Optional<Response> guarded(
      RequestContext context, Router.Match match, Supplier<Optional<Response>> handler) {
    try {
      return context.call(handler::get);
    } catch (RuntimeException | Error e) {
      var path = match.route().path();
      context.call(() -> {
        LOG.error("request {} failed: {} {}", requestId, jetty.getMethod(), path, e);
        return path;
      });
      return Optional.of(
          Response.of(
              500,
              "application/json",
              "{\"error\":\"internal\",\"request_id\":\"" + requestId + "\"}"));
    }
  }

  private Request request(Router.Match match) {
    var uri = jetty.getHttpURI();
    var headers = headers(jetty);
    var neighbour = HttpServer.peer(jetty);
    peer = services.proxies.clientOf(neighbour, headers);
    var request =
        new Request(
            jetty.getMethod(),
            uri.getPath(),
            Optional.ofNullable(uri.getQuery()),
            headers,
            body.size() == 0 ? NOTHING : body.toByteArray(),
            peer,
            entered.authority,
            match.parameters());
    return services.proxies.isForwarded(neighbour, headers)
        ? request.forwarded(services.proxies.endedTls(neighbour, headers))
        : request;
  }

  static Headers headers(org.eclipse.jetty.server.Request jetty) {
    var fields = new ArrayList<Headers.Field>(jetty.getHeaders().size());
    for (HttpField field : jetty.getHeaders()) {
      var value = field.getValue();
      fields.add(new Headers.Field(field.getName(), value == null ? "" : value));
    }
    return new Headers(fields);
  }

  private void write(Response response) {
    status = response.status();
    answer.setStatus(status);
    var fields = answer.getHeaders();
    for (var field : response.headers().fields()) {
      fields.add(field.name(), field.value());
    }
    // RFC 9110 §8.6: none in a 204; and a 304 would speak of the document that it does not carry.
    if (response.body().length == 0 && status != 204 && status != 304) {
      fields.put(HttpHeader.CONTENT_LENGTH, 0);
    }
    if (services.connections.isDraining()) {
      fields.put(HttpHeader.CONNECTION, "close");
    }
    writingSince = System.nanoTime();
    phase.set(Phase.WRITING);
    var bytes = response.body().length;
    var end =
        Callback.from(
            InvocationType.NON_BLOCKING, () -> finish(bytes, null), e -> finish(bytes, e));
    if (status == 304) {
      // Jetty adds a length of zero to whatever ends with its first write.
      answer.write(
          false,
          ByteBuffer.wrap(NOTHING),
          Callback.from(InvocationType.NON_BLOCKING, () -> end(end), end::failed));
    } else {
      answer.write(true, ByteBuffer.wrap(response.body()), end);
    }
    if (phase.get() == Phase.WRITING) {
      services.connections.watch(this);
    }
  }

  private void end(Callback end) {
    answer.write(true, ByteBuffer.wrap(NOTHING), end);
  }

  private void finish(int bytes, @Nullable Throwable failure) {
    phase.set(Phase.FINISHED);
    if (isWatched) {
      services.connections.forget(this);
      services.load.forget(counted);
    }
    if (isServing) {
      services.load.served();
    }
    services.meters.answered(entered.match.map(m -> m.route().path()).orElse(""), status);
    if (services.accessLog.wants(notes)) {
      services.accessLog.answered(entry(bytes));
    }
    if (failure == null) {
      callback.succeeded();
    } else {
      callback.failed(failure);
    }
    services.load.finished();
  }

  private AccessLog.Entry entry(int bytes) {
    var path = jetty.getHttpURI().getPath();
    return new AccessLog.Entry(
        requestId,
        peer.isEmpty() ? client() : peer,
        jetty.getMethod(),
        path == null ? "" : path,
        status,
        bytes,
        Duration.ofNanos(System.nanoTime() - jetty.getBeginNanoTime()),
        Optional.ofNullable(jetty.getHeaders().get(HttpHeader.USER_AGENT)),
        notes);
  }
}
