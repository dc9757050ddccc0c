package dev.gatehouse.aws.sts;

import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Authenticator;
import dev.gatehouse.aws.Principal;
import dev.gatehouse.env.Env;
import dev.gatehouse.env.RequestContext;
import dev.gatehouse.http.Handler;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;

/// `GetCallerIdentity`, which Terraform and many scripts ask first; every other action is refused.
/// The signature is checked before the action is looked at.
///
/// ```
/// Action=GetCallerIdentity&Version=2011-06-15
/// ```
///
/// Source: STS API reference, GetCallerIdentity.
public final class StsApi implements Handler {
  private static final String SERVICE = "sts";
  private static final String ACTION = "GetCallerIdentity";
  private static final String VERSION = "2011-06-15";

  private final Authenticator authenticator;
  private final Env env;

  public StsApi(Authenticator authenticator, Env env) {
    this.authenticator = authenticator;
    this.env = env;
  }

  @Override
  public Response handle(Request request) {
    var requestId =
        RequestContext.current()
            .map(RequestContext::requestId)
            .orElseGet(() -> env.uuid().toString());
    try {
      var principal = authenticator.authenticate(request, SERVICE);
      var form = StsForm.parse(request.body());
      var action = form.one("Action");
      if (!action.equals(ACTION) || !form.one("Version").equals(VERSION)) {
        return StsXml.error(requestId, StsError.unknownAction(action, form.one("Version")));
      }
      return identity(requestId, principal);
    } catch (ApiException refused) {
      return StsXml.error(requestId, StsError.of(refused));
    }
  }

  private static Response identity(String requestId, Principal principal) {
    var caller = principal.caller();
    return StsXml.answer(
        200,
        requestId,
        """
        <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
          <GetCallerIdentityResult>
            <Arn>%s</Arn>
            <UserId>%s</UserId>
            <Account>%s</Account>
          </GetCallerIdentityResult>
          <ResponseMetadata>
            <RequestId>%s</RequestId>
          </ResponseMetadata>
        </GetCallerIdentityResponse>
        """
            .formatted(
                StsXml.escape(principal.arn()),
                StsXml.escape(caller.accessKeyId().orElseThrow()),
                caller.accountId(),
                requestId));
  }
}
