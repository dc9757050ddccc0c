package dev.gatehouse.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/// HTTP as the command line needs it: bounded in time, never following a redirect with a secret.
final class Web implements AutoCloseable {
  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

  private final HttpClient client;

  /// @param certificate SHA-256, in hex, of one that is trusted besides those that Java trusts
  Web(Optional<String> certificate) {
    var builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_MAX);
    certificate.map(PinnedCertificate::context).ifPresent(builder::sslContext);
    client = builder.build();
  }

  /// @throws CommandFailure with exit code 5 when nothing answers there
  HttpResponse<byte[]> send(HttpRequest.Builder builder) {
    var request = builder.timeout(ANSWER_MAX).build();
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (IOException failure) {
      throw new CommandFailure(
          ExitCode.NO_SERVER, "nothing answers at " + origin(request.uri()) + describe(failure));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.FAILED, "interrupted");
    }
  }

  HttpResponse<byte[]> get(String uri) {
    return send(HttpRequest.newBuilder(URI.create(uri)));
  }

  /// Posts a form with Basic authentication (RFC 6749 §2.3.1).
  HttpResponse<byte[]> postForm(String uri, String user, String password, String form) {
    var credentials =
        Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    return send(
        HttpRequest.newBuilder(URI.create(uri))
            .header("Authorization", "Basic " + credentials)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  private static String origin(URI uri) {
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }

  private static String describe(IOException failure) {
    return failure.getMessage() == null ? "" : " (" + failure.getMessage() + ")";
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
