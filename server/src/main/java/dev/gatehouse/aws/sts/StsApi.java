package dev.gatehouse.aws.sts;

import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Authenticator;
import dev.gatehouse.aws.Principal;
import dev.gatehouse.env.Env;
import dev.gatehouse.env.RequestContext;
import dev.gatehouse.http.Handler;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.metrics.Counter;
import dev.gatehouse.metrics.Family;
import dev.gatehouse.metrics.Meters;
import java.util.List;

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
  private final Family<Counter> refusals =
      Family.counters("gatehouse_refusals_total", "Refused requests.", "reason");

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
      RequestContext.currentNotes().operation(ACTION);
      RequestContext.currentNotes().actor(principal.arn());
      var form = StsForm.parse(request.body());
      var action = form.one("Action");
      if (!action.equals(ACTION) || !form.one("Version").equals(VERSION)) {
        refusals.of("unknown_operation").add();
        return StsXml.error(requestId, StsError.unknownAction(action, form.one("Version")));
      }
      return identity(requestId, principal);
    } catch (ApiException refused) {
      RequestContext.currentNotes().refused(refused.error().type(), List.of(refused.words()));
      refusals.of(refused.error().reason()).add();
      return StsXml.error(requestId, StsError.of(refused));
    }
  }

  /// Shows what is counted here.
  public void showIn(Meters meters) {
    meters.show(refusals, "edge", "sts");
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
