package dev.gatehouse.aws;

import dev.gatehouse.env.Env;
import dev.gatehouse.env.RequestContext;
import dev.gatehouse.http.Request;
import dev.gatehouse.pool.Region;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;

/// Proves who signed a request: SigV4 against the installation's access keys (design D7). In dev
/// mode a key id that nobody has made is believed without proof; known keys are verified there, too
/// (D17).
public final class Authenticator {
  private static final Pattern USER_NAME = Pattern.compile("[\\w+=,.@-]{1,64}");

  /// Clients sign STS calls without a Region of their own for this one.
  private static final Region STS_GLOBAL = new Region("us-east-1");

  private final AccessKeyRing keys;
  private final AwsSettings settings;
  private final Env env;
  private final AccessKey decoy = AccessKey.decoy();

  public Authenticator(AccessKeyRing keys, AwsSettings settings, Env env) {
    this.keys = keys;
    this.settings = settings;
    this.env = env;
  }

  /// The settings that also say what the Region of an unsigned request is.
  AwsSettings settings() {
    return settings;
  }

  StepUp stepUp() {
    return new StepUp(keys, settings.stepUpMax(), env);
  }

  /// Who signed `request`. Blocks when this node has not met the key.
  ///
  /// @param service that the scope must name, for instance `cognito-idp` (SV-12)
  /// @throws ApiException one of the errors of users §1.6
  public Principal authenticate(Request request, String service) {
    var query = CanonicalQuery.of(request.query());
    var claim = SignatureClaim.of(request, query);
    var region = region(claim, service);
    var known = keys.find(claim.accessKeyId());
    if (known.isEmpty() && settings.dev()) {
      return principal(request, region, claim.accessKeyId(), "", AccessPolicy.ADMINISTRATOR);
    }
    SigV4.requireCurrent(claim, env.machineNow());
    verify(claim, request, query, known);
    var key = known.orElseThrow(() -> new ApiException(ApiError.UNRECOGNIZED_CLIENT));
    requireUsable(key, claim);
    keys.used(key, env.now());
    RequestContext.currentNotes().accessKey(key.id(), region.name());
    return principal(request, region, key.id(), key.description(), key.policy());
  }

  /// SV-03: an unknown key costs what a known one costs, and fails after the same work.
  private void verify(
      SignatureClaim claim, Request request, CanonicalQuery query, Optional<AccessKey> known) {
    var bodyHash = Hmac.digest(request.body());
    SigV4.requireCoverage(claim, request, bodyHash);
    var signingKey = known.orElse(decoy).signingKey(claim.scope());
    var isSigned = SigV4.isSignedBy(signingKey, claim, request, query, bodyHash);
    if (known.isPresent() && !isSigned) {
      throw new ApiException(ApiError.INVALID_SIGNATURE);
    }
  }

  private void requireUsable(AccessKey key, SignatureClaim claim) {
    if (!key.isEnabled() || !keys.hasLivingParent(key) || !hasItsToken(key, claim)) {
      throw new ApiException(ApiError.UNRECOGNIZED_CLIENT);
    }
    if (key.isExpired(env.now())) {
      throw new ApiException(ApiError.EXPIRED_TOKEN);
    }
  }

  /// SV-21: a temporary key comes with its own session token, any other key with none.
  private static boolean hasItsToken(AccessKey key, SignatureClaim claim) {
    var sent = claim.sessionToken().map(token -> token.getBytes(StandardCharsets.UTF_8));
    return key.sessionToken().isPresent()
        ? sent.isPresent() && MessageDigest.isEqual(key.sessionToken().get(), sent.get())
        : sent.isEmpty();
  }

  /// SV-11, SV-12.
  private Region region(SignatureClaim claim, String service) {
    if (!claim.scope().service().equals(service)) {
      throw new ApiException(
          ApiError.SIGNATURE_SCOPE,
          "Credential should be scoped to correct service: '" + service + "'.");
    }
    return Region.parse(claim.scope().region())
        .filter(region -> settings.dev() || isServed(region, service))
        .orElseThrow(() ->
            new ApiException(
                ApiError.SIGNATURE_SCOPE,
                "Credential should be scoped to a valid region, one of "
                    + settings.regions()
                    + " (setting regions)."));
  }

  private boolean isServed(Region region, String service) {
    return settings.regions().contains(region)
        || (service.equals("sts") && region.equals(STS_GLOBAL));
  }

  private Principal principal(
      Request request, Region region, String id, String description, AccessPolicy policy) {
    var caller = new Caller(region, settings.accountId(), Optional.of(id), request.peer());
    var name = USER_NAME.matcher(description).matches() ? description : id;
    return new Principal(caller, name, policy);
  }
}
