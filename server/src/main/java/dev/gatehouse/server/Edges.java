package dev.gatehouse.server;

import dev.gatehouse.admin.ExtensionOperations;
import dev.gatehouse.administrators.SignInLink;
import dev.gatehouse.audit.AuditChain;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.authn.SignIns;
import dev.gatehouse.aws.AccessKeyRing;
import dev.gatehouse.aws.Authenticator;
import dev.gatehouse.aws.AwsDispatcher;
import dev.gatehouse.aws.AwsSettings;
import dev.gatehouse.aws.OperationBinding;
import dev.gatehouse.aws.idp.auth.AuthOperations;
import dev.gatehouse.aws.idp.auth.SignInOperations;
import dev.gatehouse.aws.idp.client.AppClientOperations;
import dev.gatehouse.aws.idp.client.AppClientOperations.Tokens;
import dev.gatehouse.aws.idp.pool.UserPoolOperations;
import dev.gatehouse.aws.idp.user.UserOperations;
import dev.gatehouse.aws.sts.StsApi;
import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.catalog.Freshness;
import dev.gatehouse.catalog.PoolEntry;
import dev.gatehouse.config.IssuerMode;
import dev.gatehouse.config.Settings;
import dev.gatehouse.delivery.Postbox;
import dev.gatehouse.env.Env;
import dev.gatehouse.http.RequestLog;
import dev.gatehouse.http.Route;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.metrics.Meters;
import dev.gatehouse.oauth.OAuthRoutes;
import dev.gatehouse.oauth.OAuthSettings;
import dev.gatehouse.pool.Region;
import dev.gatehouse.token.AccessTokenReader;
import dev.gatehouse.token.Issuer;
import dev.gatehouse.token.RefreshTokens;
import dev.gatehouse.token.RequestRate;
import dev.gatehouse.token.TokenIssuer;
import dev.gatehouse.token.WrongSecretCounts;
import dev.gatehouse.usage.Usage;
import dev.gatehouse.users.AttributeCodes;
import dev.gatehouse.users.Passwords;
import dev.gatehouse.users.RuleBook;
import dev.gatehouse.users.SendLimits;
import dev.gatehouse.users.UserLimits;
import dev.gatehouse.users.WrongGuesses;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Builds the AWS edge: every operation, the dispatcher in front of them, its routes.
final class Edges {
  private Edges() {}

  /// What the node itself keeps besides its catalog.
  ///
  /// @param requests the last requests
  /// @param usage what clients do
  /// @param audit takes down what administrators do
  /// @param chain of the events
  /// @param meters show what is counted
  /// @param signInLink see [ConsoleEdge#signInLink]
  record Memory(
      AccessKeyRing ring,
      RequestLog requests,
      Usage usage,
      AuditLog audit,
      AuditChain chain,
      Meters meters,
      Optional<SignInLink> signInLink) {}

  /// The dispatcher of `POST /` with all operations.
  static AwsDispatcher dispatcher(
      Settings settings, Addresses addresses, Foundation foundation, Tokens tokens, Memory memory) {
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
            new AppClientOperations.Setup(settings.dev(), addresses.publicUrl().getHost())));
    var users = users(settings, foundation, tokens);
    var auth = authParts(foundation, tokens, users.rules());
    operations.addAll(UserOperations.list(store, env, sealer, users));
    operations.addAll(AuthOperations.list(store, env, auth));
    operations.addAll(
        SignInOperations.list(
            tokens.catalog(), signIns(foundation, tokens, users, auth.refreshTokens())));
    operations.addAll(
        new ExtensionOperations(
                new ExtensionOperations.Parts(
                    store,
                    env,
                    sealer,
                    foundation.mint(),
                    keys,
                    foundation.hasher(),
                    addresses.consoleUrl(),
                    memory.signInLink(),
                    memory.requests(),
                    memory.usage(),
                    memory.chain()),
                settings.dev(),
                info(settings, addresses.publicUrl(), foundation))
            .list());
    var authenticator = new Authenticator(memory.ring(), awsSettings(settings), env);
    var sts = new StsApi(authenticator, env);
    sts.showIn(memory.meters());
    var dispatcher =
        new AwsDispatcher(operations, authenticator, sts, env, memory.audit(), memory.usage());
    dispatcher.showIn(memory.meters());
    return dispatcher;
  }

  /// What the rules of users are made of.
  private static UserOperations.Parts users(
      Settings settings, Foundation foundation, Tokens tokens) {
    var env = foundation.env();
    return new UserOperations.Parts(
        new RuleBook(),
        passwords(foundation),
        new Postbox(env, foundation.sealer(), Outgoing.ways(settings.messages())),
        limits(settings.throttle().users(), foundation),
        accessTokens(tokens, env),
        tokens.catalog());
  }

  private static UserLimits limits(Settings.OfUsers settings, Foundation foundation) {
    var clock = foundation.env().clock();
    return new UserLimits(
        new SendLimits(
            settings.messagesPerRecipient(),
            settings.messagesPerAddress(),
            foundation.sealer(),
            clock),
        new WrongGuesses(settings.wrongGuessesCount(), settings.wrongGuessesWindow(), clock));
  }

  private static Passwords passwords(Foundation foundation) {
    return new Passwords(foundation.hasher(), foundation.sealer(), foundation.env());
  }

  private static AccessTokenReader accessTokens(Tokens tokens, Env env) {
    var catalog = tokens.catalog();
    return new AccessTokenReader(tokens.issuer(), id -> catalog.pool(id).map(PoolEntry::keys), env);
  }

  /// How users sign in, with the same rules.
  private static SignIns signIns(
      Foundation foundation,
      Tokens tokens,
      UserOperations.Parts users,
      RefreshTokens refreshTokens) {
    var store = foundation.measured();
    var env = foundation.env();
    var sealer = foundation.sealer();
    return new SignIns(
        new SignIns.Parts(
            store,
            tokens.catalog(),
            sealer,
            env,
            users.rules(),
            users.passwords(),
            new AttributeCodes(users.postbox(), sealer, env),
            users.limits(),
            refreshTokens,
            tokens.tokenIssuer(),
            tokens.issuer()));
  }

  /// What the operations on tokens of users are made of.
  private static AuthOperations.Parts authParts(
      Foundation foundation, Tokens tokens, RuleBook rules) {
    var env = foundation.env();
    return new AuthOperations.Parts(
        tokens.catalog(),
        tokens.wrongSecrets(),
        new RefreshTokens(
            foundation.measured(), foundation.sealer(), env, tokens.tokenIssuer(), tokens.issuer()),
        accessTokens(tokens, env),
        rules);
  }

  static Route route(AwsDispatcher dispatcher) {
    return new Route("/", AwsDispatcher.BODY_MAX, dispatcher);
  }

  static Route managementRoute(AwsDispatcher dispatcher) {
    return new Route("/", AwsDispatcher.BODY_MAX, new ManagementOnly(dispatcher));
  }

  private static AwsSettings awsSettings(Settings settings) {
    var regions = settings.naming().regions().stream().map(Region::new).toList();
    return new AwsSettings(
        regions, settings.naming().accountId(), settings.dev(), settings.console().stepUp());
  }

  /// The routes of the OAuth edge.
  static OAuthRoutes oauth(
      Settings settings,
      URI publicUrl,
      Env env,
      Tokens tokens,
      Catalog catalog,
      Freshness freshness,
      Usage usage) {
    var regions = settings.naming().regions().stream().map(Region::new).toList();
    return new OAuthRoutes(
        new OAuthRoutes.Parts(
            catalog,
            freshness,
            tokens.tokenIssuer(),
            tokens.wrongSecrets(),
            tokens.requestRate(),
            usage,
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
        .put("DomainSuffix", settings.naming().domainSuffix())
        .put("Issuer", settings.naming().issuer() == IssuerMode.AWS ? "aws" : "public-url")
        .put("Regions", JsonValue.of(List.copyOf(settings.naming().regions())))
        .put("AccountId", settings.naming().accountId())
        .put("Database", foundation.store().engine())
        .put("Inbox", settings.messages().delivery().isToInbox())
        .build();
  }
}
