package dev.gatehouse.env;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What became known of a request while it was answered, for its line in the access log. Only what
/// this server knows itself goes in: an id that nobody has may be a secret in the wrong field
/// (IN-07). Written by the one thread that serves the request at that moment.
public final class RequestNotes {
  private @Nullable String operation;
  private @Nullable String clientId;
  private @Nullable String poolId;
  private @Nullable String accessKeyId;
  private @Nullable String region;

  /// What was asked for: an operation of an API, for instance `CreateUserPool`, or a grant.
  public void operation(String name) {
    operation = name;
  }

  /// The client that asked, whether or not it proved itself; its pool's id begins with the Region.
  public void client(String id, String inPool) {
    clientId = id;
    poolId = inPool;
  }

  /// The access key whose signature was right.
  public void accessKey(String id, String inRegion) {
    accessKeyId = id;
    region = inRegion;
  }

  public Optional<String> operation() {
    return Optional.ofNullable(operation);
  }

  public Optional<String> clientId() {
    return Optional.ofNullable(clientId);
  }

  public Optional<String> poolId() {
    return Optional.ofNullable(poolId);
  }

  public Optional<String> accessKeyId() {
    return Optional.ofNullable(accessKeyId);
  }

  /// That of the signature, otherwise that of the client's pool.
  public Optional<String> region() {
    return Optional.ofNullable(region)
        .or(() -> poolId().map(id -> id.substring(0, Math.max(0, id.indexOf('_')))));
  }
}
