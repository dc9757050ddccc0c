package dev.gatehouse.server;

import dev.gatehouse.admin.ExtensionOperations;
import dev.gatehouse.aws.AccessKeyRing;
import dev.gatehouse.aws.Authenticator;
import dev.gatehouse.aws.AwsDispatcher;
import dev.gatehouse.aws.AwsSettings;
import dev.gatehouse.aws.OperationBinding;
import dev.gatehouse.aws.idp.client.AppClientOperations;
import dev.gatehouse.aws.idp.client.AppClientOperations.Tokens;
import dev.gatehouse.aws.idp.pool.UserPoolOperations;
import dev.gatehouse.aws.idp.user.UserOperations;
import dev.gatehouse.aws.sts.StsApi;
import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.catalog.Freshness;
import dev.gatehouse.config.Settings;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.Route;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.metrics.Meters;
import dev.gatehouse.oauth.OAuthRoutes;
import dev.gatehouse.oauth.OAuthSettings;
import dev.gatehouse.pool.Region;
import dev.gatehouse.token.Issuer;
import dev.gatehouse.token.RequestRate;
import dev.gatehouse.token.TokenIssuer;
import dev.gatehouse.token.WrongSecretCounts;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// Builds the AWS edge: every operation, the dispatcher in front of them, its routes.
final class Edges {
  private Edges() {}

  /// The dispatcher of `POST /` with all operations; what it counts is shown in `meters`.
  static AwsDispatcher dispatcher(
      Settings settings,
      URI publicUrl,
      Foundation foundation,
      Tokens tokens,
      AccessKeyRing ring,
      Meters meters) {
    var keys = foundation.poolKeys();
    var store = foundation.measured();
    var env = foundation.env();
    var sealer = foundation.sealer();
    var operations = new ArrayList<OperationBinding>();
    operations.addAll(
        UserPoolOperations.list(
            store, env, sealer, id -> keys.mint(id, env.now()), settings.dev()));
    operations.addAll(
        AppClientOperations.list(
            store,
            env,
            sealer,
            tokens,
            new AppClientOperations.Setup(settings.dev(), publicUrl.getHost())));
    operations.addAll(UserOperations.list(store, env, sealer));
    operations.addAll(
        new ExtensionOperations(
                store,
                env,
                foundation.mint(),
                keys,
                settings.dev(),
                info(settings, publicUrl, foundation))
            .list());
    var authenticator = new Authenticator(ring, awsSettings(settings), env);
    var sts = new StsApi(authenticator, env);
    sts.showIn(meters);
    var dispatcher = new AwsDispatcher(operations, authenticator, sts, env);
    dispatcher.showIn(meters);
    return dispatcher;
  }

  static Route route(AwsDispatcher dispatcher) {
    return new Route("/", AwsDispatcher.BODY_MAX, dispatcher);
  }

  static Route managementRoute(AwsDispatcher dispatcher) {
    return new Route("/", AwsDispatcher.BODY_MAX, new ManagementOnly(dispatcher));
  }

  private static AwsSettings awsSettings(Settings settings) {
    var regions = settings.naming().regions().stream().map(Region::new).toList();
    return new AwsSettings(regions, settings.naming().accountId(), settings.dev());
  }

  /// The routes of the OAuth edge.
  static OAuthRoutes oauth(
      Settings settings,
      URI publicUrl,
      Env env,
      Tokens tokens,
      Catalog catalog,
      Freshness freshness) {
    var regions = settings.naming().regions().stream().map(Region::new).toList();
    return new OAuthRoutes(
        new OAuthRoutes.Parts(
            catalog,
            freshness,
            tokens.tokenIssuer(),
            tokens.wrongSecrets(),
            tokens.requestRate(),
            env),
        new OAuthSettings(
            publicUrl.toString(),
            settings.naming().domainSuffix(),
            tokens.issuer(),
            settings.dev()),
        regions);
  }

  /// What tokens of clients are made with, the same at every edge.
  static Tokens tokens(Settings settings, URI publicUrl, Env env, Catalog catalog) {
    var throttle = settings.throttle();
    return new Tokens(
        catalog,
        new TokenIssuer(env, settings.metrics().clientsMax()),
        switch (settings.naming().issuer()) {
          case AWS -> Issuer.aws();
          case PUBLIC_URL -> Issuer.at(publicUrl.toString());
        },
        new WrongSecretCounts(
            throttle.wrongSecretsCount(), throttle.wrongSecretsWindow(), env.clock()),
        new RequestRate(throttle.requestsPerSecond(), env.clock()));
  }

  /// What GetServerInfo answers.
  private static JsonObject info(Settings settings, URI publicUrl, Foundation foundation) {
    return JsonValue.object()
        .put("Mode", settings.dev() ? "dev" : "strict")
        .put("PublicUrl", publicUrl.toString())
        .put("Regions", JsonValue.of(List.copyOf(settings.naming().regions())))
        .put("AccountId", settings.naming().accountId())
        .put("Database", foundation.store().engine())
        .build();
  }
}
