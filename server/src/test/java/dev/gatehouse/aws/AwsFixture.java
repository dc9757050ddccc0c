package dev.gatehouse.aws;

import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.aws.RequestDraft.Signing;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.Headers.Field;
import dev.gatehouse.http.Response;
import dev.gatehouse.pool.Region;
import dev.gatehouse.store.Store;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.SeededRandom;
import dev.gatehouse.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolResponse;

/// A dispatcher with an administrator's key and operations that note their calls.
public final class AwsFixture {
  static final String OK = "{\"UserPool\":{\"Id\":\"us-east-1_a1B2c3D4e\"}}";
  static final String POOL = "{\"UserPoolId\":\"us-east-1_a1B2c3D4e\"}";

  final ManualClock clock = ManualClock.atStart();
  final Env env = new Env(clock, new SeededRandom(1));
  final AccessKeyMint mint = new AccessKeyMint(env, new OpenSealer());
  final List<String> calls = new ArrayList<>();
  final Store store;
  final AccessKeyRing ring;
  final Authenticator authenticator;
  final AuditLog audit;
  final AwsDispatcher dispatcher;
  final AccessKeyMint.Minted admin = mint.longLived("admin", AccessPolicy.ADMINISTRATOR);

  public AwsFixture(Store store, boolean dev, List<OperationBinding> more) {
    this.store = store;
    this.ring = new AccessKeyRing(store, new OpenSealer(), Runnable::run);
    var settings =
        new AwsSettings(
            List.of(new Region("us-east-1"), new Region("eu-west-1")), "000000000000", dev);
    this.authenticator = new Authenticator(ring, settings, env);
    this.audit = new AuditLog(store, new OpenSealer(), env);
    var operations = new ArrayList<>(more);
    operations.add(describe());
    this.dispatcher =
        new AwsDispatcher(
            operations, authenticator, request -> Response.of(418), env, audit, new Usage(false));
    add(admin);
  }

  void add(AccessKeyMint.Minted key) {
    store.write(tx -> {
      if (tx.accessKeys().find(key.row().id()).isEmpty()) {
        tx.accessKeys().insert(key.row());
      }
      return true;
    });
  }

  private OperationBinding describe() {
    return OperationBinding.of(
        "DescribeUserPool",
        DescribeUserPoolRequest::builder,
        (DescribeUserPoolRequest request, Caller caller) -> {
          calls.add(request.userPoolId() + " " + caller.region());
          return DescribeUserPoolResponse.builder()
              .userPool(pool -> pool.id(request.userPoolId()))
              .build();
        });
  }

  public Authenticator authenticator() {
    return authenticator;
  }

  public Env env() {
    return env;
  }

  /// How the administrator signs a user-pool call now.
  public Signing signing() {
    return signing(admin, clock.instant());
  }

  Signing signing(AccessKeyMint.Minted key, Instant time) {
    return new Signing(key.row().id(), key.secret(), time, "us-east-1", "cognito-idp");
  }

  Response send(RequestDraft draft) {
    return dispatcher.handle(draft.build());
  }

  /// Status and body.
  String answer(RequestDraft draft) {
    return text(send(draft));
  }

  static String text(Response response) {
    return response.status() + " " + new String(response.body(), StandardCharsets.UTF_8);
  }

  static String headers(Response response) {
    var lines = new ArrayList<String>();
    for (Field field : response.headers().fields()) {
      lines.add(field.name() + ": " + field.value());
    }
    return String.join("\n", lines);
  }

  static String error(String type, String message) {
    return "400 {\"__type\":\"" + type + "\",\"message\":\"" + message + "\"}";
  }

  static final String MISMATCH =
      error("InvalidSignatureException", ApiError.INVALID_SIGNATURE.message());
  static final String UNRECOGNIZED =
      error("UnrecognizedClientException", ApiError.UNRECOGNIZED_CLIENT.message());
}
