package dev.gatehouse.aws.idp.auth;

import dev.gatehouse.authn.Outcome;
import dev.gatehouse.authn.Outcome.Challenged;
import dev.gatehouse.authn.Outcome.Tokens;
import dev.gatehouse.authn.Parameters;
import dev.gatehouse.authn.SignIns;
import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.catalog.ClientEntry;
import dev.gatehouse.catalog.Lookups;
import dev.gatehouse.env.RequestContext;
import dev.gatehouse.pool.AuthFlow;
import dev.gatehouse.pool.ChallengeName;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.usage.Grants;
import dev.gatehouse.users.Source;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/// What the four operations of a sign-in share: from the API's members to the machine.
///
/// `ClientMetadata`, `AnalyticsMetadata` and the data about the user's context are for triggers,
/// statistics and threat protection; without these they change nothing. `Session` of a start is for
/// `USER_AUTH` (users §3.7), which is not built; in other flows it means nothing (assumed).
final class SignInCalls {
  private final Lookups catalog;
  private final SignIns signIns;

  /// @param catalog may block
  SignInCalls(Lookups catalog, SignIns signIns) {
    this.catalog = catalog;
    this.signIns = signIns;
  }

  /// The client that a user's call names, in whatever Region its pool is (design D18).
  ///
  /// @throws ApiException `CLIENT_NOT_FOUND`
  ClientEntry client(String id) {
    return find(id).orElseThrow(() -> notFound(id));
  }

  /// The client that an administrator's call names, in the pool that it names.
  ///
  /// @throws ApiException `POOL_NOT_FOUND` or `CLIENT_NOT_FOUND`
  ClientEntry client(Caller caller, String poolId, String id) {
    var pool = PoolScope.require(caller, poolId);
    requirePool(pool);
    return find(id)
        .filter(entry -> entry.client().poolId().equals(pool))
        .orElseThrow(() -> notFound(id));
  }

  private void requirePool(UserPoolId pool) {
    if (catalog.pool(pool).isEmpty()) {
      throw new ApiException(ApiError.POOL_NOT_FOUND, pool.value());
    }
  }

  private Optional<ClientEntry> find(String id) {
    var entry = ClientId.parse(id).flatMap(catalog::client);
    entry.ifPresent(ClientEntry::note);
    return entry;
  }

  private static ApiException notFound(String id) {
    return new ApiException(ApiError.CLIENT_NOT_FOUND, id);
  }

  /// Who calls, for which client. A signed call speaks for as many users as its application has:
  /// where it comes from is not counted (BF-06).
  record From(ClientEntry client, boolean byAdministrator, Source source) {
    static From administrator(ClientEntry client) {
      return new From(client, true, Source.OF_MANY);
    }

    static From user(ClientEntry client, Caller caller) {
      return new From(client, false, Source.of(client.client(), caller.peer()));
    }
  }

  /// @param flow one of the API's, as the constraints have checked
  Answer start(From from, String flow, Map<String, String> parameters) {
    var authFlow = AuthFlow.of(flow).orElseThrow();
    RequestContext.currentNotes()
        .grant(authFlow == AuthFlow.REFRESH_TOKEN_AUTH ? Grants.REFRESH_TOKEN : Grants.SIGN_IN);
    return Answer.of(
        signIns.start(
            new SignIns.Start(
                from.client(),
                from.byAdministrator(),
                authFlow,
                new Parameters(parameters),
                from.source())));
  }

  /// @param challenge one of the API's, as the constraints have checked
  Answer answer(
      From from, String challenge, @Nullable String session, Map<String, String> responses) {
    RequestContext.currentNotes().grant(Grants.SIGN_IN);
    return Answer.of(
        signIns.answer(
            new SignIns.Answer(
                from.client(),
                ChallengeName.of(challenge).orElseThrow(),
                Optional.ofNullable(session),
                new Parameters(responses),
                from.source())));
  }

  /// An answer as all four operations have it (users §1.3, §3.2), each in a type of its own, which
  /// the SDK's types leave to them.
  ///
  /// @param session absent, as the challenge's name, next to tokens
  record Answer(
      @Nullable String challenge,
      @Nullable String session,
      Map<String, String> parameters,
      @Nullable AuthenticationResultType result) {
    private static Answer of(Outcome outcome) {
      return switch (outcome) {
        case Challenged(var challenge, var session, var parameters) ->
            new Answer(challenge.name(), session.orElse(null), parameters, null);
        case Tokens tokens -> {
          RequestContext.currentNotes().issued();
          yield new Answer(null, null, Map.of(), result(tokens));
        }
      };
    }

    private static AuthenticationResultType result(Tokens tokens) {
      return AuthenticationResultType.builder()
          .accessToken(tokens.access())
          .expiresIn((int) tokens.expiresIn().toSeconds())
          .tokenType("Bearer")
          .refreshToken(tokens.refresh().orElse(null))
          .idToken(tokens.id())
          .build();
    }
  }
}
