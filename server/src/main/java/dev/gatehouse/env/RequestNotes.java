package dev.gatehouse.env;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What became known of a request while it was answered, for its line in the access log and in the
/// request log. Only what this server knows itself goes in: an id that nobody has may be a secret
/// in the wrong field (IN-07). Written by the one thread that serves the request at that moment.
public final class RequestNotes {
  private @Nullable String operation;
  private @Nullable String clientId;
  private Instant clientCreatedAt = Instant.EPOCH;
  private @Nullable String poolId;
  private @Nullable String subject;
  private @Nullable String accessKeyId;
  private @Nullable String region;
  private @Nullable String actor;
  private @Nullable String errorCode;
  private @Nullable String grant;
  private boolean isIssued;
  private List<String> reasons = List.of();
  private boolean isListed;

  /// What was asked for: an operation of an API, for instance `CreateUserPool`, or a grant.
  public void operation(String name) {
    operation = name;
  }

  /// The client that asked, whether or not it proved itself; its pool's id begins with the Region.
  ///
  /// @param createdAt tells it from another one that had the id before
  public void client(String id, String inPool, Instant createdAt) {
    clientId = id;
    poolId = inPool;
    clientCreatedAt = createdAt;
  }

  /// Tokens are asked for.
  ///
  /// @param how for instance `client_credentials`
  public void grant(String how) {
    grant = how;
  }

  /// The tokens that were asked for are in the answer.
  public void issued() {
    isIssued = true;
  }

  /// The pool that an administrator's request is about.
  public void subject(String aboutPool) {
    subject = aboutPool;
  }

  /// The access key whose signature was right.
  public void accessKey(String id, String inRegion) {
    accessKeyId = id;
    region = inRegion;
  }

  /// Who signed, as an ARN.
  public void actor(String arn) {
    actor = arn;
  }

  /// This request has a line in the request log: it is one of OAuth or of an API.
  public void list() {
    isListed = true;
  }

  /// The request was refused.
  ///
  /// @param code as the caller sees it; empty where the answer has none
  /// @param why what really was wrong and what would mend it, sentences for administrators alone
  public void refused(String code, List<String> why) {
    errorCode = code;
    reasons = why;
  }

  public Optional<String> operation() {
    return Optional.ofNullable(operation);
  }

  public Optional<String> clientId() {
    return Optional.ofNullable(clientId);
  }

  /// Of no client, the epoch.
  public Instant clientCreatedAt() {
    return clientCreatedAt;
  }

  /// How tokens were asked for; empty where none were.
  public Optional<String> grant() {
    return Optional.ofNullable(grant);
  }

  public boolean isIssued() {
    return isIssued;
  }

  public Optional<String> poolId() {
    return Optional.ofNullable(poolId);
  }

  /// The pool whose request it is: that of the client that asked, otherwise the one it is about.
  public Optional<String> pool() {
    return Optional.ofNullable(poolId == null ? subject : poolId);
  }

  public Optional<String> accessKeyId() {
    return Optional.ofNullable(accessKeyId);
  }

  public Optional<String> actor() {
    return Optional.ofNullable(actor);
  }

  /// Empty where nothing was refused, or the answer names no error.
  public Optional<String> errorCode() {
    return Optional.ofNullable(errorCode).filter(code -> !code.isEmpty());
  }

  public List<String> reasons() {
    return List.copyOf(reasons);
  }

  public boolean isListed() {
    return isListed;
  }

  /// That of the signature, otherwise that of the client's pool.
  public Optional<String> region() {
    return Optional.ofNullable(region)
        .or(() -> poolId().map(id -> id.substring(0, Math.max(0, id.indexOf('_')))));
  }
}
