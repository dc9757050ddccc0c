package dev.gatehouse.aws;

import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.aws.RequestDraft.Signing;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.Response;
import dev.gatehouse.pool.Region;
import dev.gatehouse.store.Store;
import dev.gatehouse.usage.Usage;
import java.util.List;

/// Operations behind the real dispatcher, called over the protocol by an administrator: signature,
/// JSON, policy and constraints are all checked. Regions: us-east-1 and eu-west-1; in dev mode any.
public final class SignedApi {
  /// The account id of the installation.
  public static final String ACCOUNT = "000000000000";

  private final Env env;
  private final AwsDispatcher dispatcher;
  private final AccessKeyMint.Minted admin;

  public SignedApi(Store store, Env env, boolean dev, List<OperationBinding> operations) {
    this.env = env;
    this.admin =
        new AccessKeyMint(env, new OpenSealer()).longLived("admin", AccessPolicy.ADMINISTRATOR);
    store.write(tx -> {
      tx.accessKeys().insert(admin.row());
      return admin;
    });
    var regions = List.of(new Region("us-east-1"), new Region("eu-west-1"));
    var authenticator =
        new Authenticator(
            new AccessKeyRing(store, new OpenSealer(), Runnable::run),
            new AwsSettings(regions, ACCOUNT, dev),
            env);
    this.dispatcher =
        new AwsDispatcher(
            operations,
            authenticator,
            request -> Response.of(418),
            env,
            new AuditLog(store, new OpenSealer(), env),
            new Usage(false));
  }

  /// The answer to a user-pool operation.
  ///
  /// @param body the request's body as it is sent
  public Response call(String operation, String body, String region) {
    var signing = new Signing(admin.row().id(), admin.secret(), env.now(), region, "cognito-idp");
    return dispatcher.handle(RequestDraft.userPools(operation, body).sign(signing).build());
  }
}
