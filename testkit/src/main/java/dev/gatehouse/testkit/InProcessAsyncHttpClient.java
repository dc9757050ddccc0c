package dev.gatehouse.testkit;

import dev.gatehouse.server.EmbeddedGatehouse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/// The same as [InProcessHttpClient] for clients that do not wait; each call waits on a virtual
/// thread of its own.
final class InProcessAsyncHttpClient implements SdkAsyncHttpClient {
  private final EmbeddedGatehouse server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  InProcessAsyncHttpClient(EmbeddedGatehouse server) {
    this.server = server;
  }

  @Override
  public CompletableFuture<Void> execute(AsyncExecuteRequest call) {
    var body = new Body();
    call.requestContentPublisher().subscribe(body);
    return body.complete.thenAcceptAsync(bytes -> answer(call, bytes), threads);
  }

  private void answer(AsyncExecuteRequest call, byte[] body) {
    var handler = call.responseHandler();
    try {
      var response = InProcessHttpClient.exchange(server, call.request(), body);
      handler.onHeaders(InProcessHttpClient.head(response));
      handler.onStream(subscriber ->
          subscriber.onSubscribe(new Once(subscriber, ByteBuffer.wrap(response.body()))));
    } catch (IOException | RuntimeException failed) {
      handler.onError(failed);
      throw new CompletionException(failed);
    }
  }

  /// Collects what the SDK publishes.
  private static final class Body implements Subscriber<ByteBuffer> {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> complete = new CompletableFuture<>();

    @Override
    public void onSubscribe(Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer part) {
      var copy = new byte[part.remaining()];
      part.get(copy);
      bytes.writeBytes(copy);
    }

    @Override
    public void onError(Throwable failure) {
      complete.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      complete.complete(bytes.toByteArray());
    }
  }

  /// Publishes an answer's body when it is asked for.
  private record Once(
      Subscriber<? super ByteBuffer> subscriber, ByteBuffer body, AtomicBoolean isOver)
      implements Subscription {
    private Once(Subscriber<? super ByteBuffer> subscriber, ByteBuffer body) {
      this(subscriber, body, new AtomicBoolean());
    }

    /// A subscriber may ask from within its own `onNext`.
    @Override
    public void request(long count) {
      if (isOver.compareAndSet(false, true)) {
        if (body.hasRemaining()) {
          subscriber.onNext(body);
        }
        subscriber.onComplete();
      }
    }

    @Override
    public void cancel() {
      isOver.set(true);
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
