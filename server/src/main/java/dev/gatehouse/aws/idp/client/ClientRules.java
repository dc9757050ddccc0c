package dev.gatehouse.aws.idp.client;

import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AnalyticsConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// What a client's settings must not contradict among themselves: validity, authentication flows,
/// URLs, analytics (AC-11 to AC-20, AC-29, AC-30, AC-34, AC-35). The same for Create and Update
/// (AC-33). The order of the checks is ours.
///
/// @param confidential whether the client has a secret
record ClientRules(boolean confidential) {
  private static final String CLIENT_TOKEN_FLOW = "ALLOW_CLIENT_TOKEN_AUTH";
  private static final String FLOW_PREFIX = "ALLOW_";

  /// @param settings with the defaults filled in
  void require(UserPoolClientType settings) {
    TokenValidity.require(settings);
    requireFlows(settings.explicitAuthFlowsAsStrings());
    if (settings.enablePropagateAdditionalUserContextData() && !confidential) {
      throw new ApiException(ApiError.USER_CONTEXT_SECRET);
    }
    new OAuthRules(confidential).require(settings);
    Stream.of(settings.callbackURLs(), settings.logoutURLs())
        .flatMap(List::stream)
        .forEach(RedirectUrl::require);
    requireDefaultRedirect(settings);
    requireAnalytics(settings.analyticsConfiguration());
  }

  private void requireFlows(List<String> flows) {
    var current = flows.stream().filter(flow -> flow.startsWith(FLOW_PREFIX)).count();
    if (current > 0 && current < flows.size()) {
      throw new ApiException(ApiError.MIXED_AUTH_FLOWS);
    }
    if (!flows.contains(CLIENT_TOKEN_FLOW)) {
      return;
    }
    if (flows.stream().anyMatch(flow -> !flow.equals(CLIENT_TOKEN_FLOW))) {
      throw new ApiException(ApiError.CLIENT_TOKEN_FLOW_ALONE);
    }
    if (!confidential) {
      throw new ApiException(ApiError.CLIENT_TOKEN_FLOW_SECRET);
    }
  }

  private static void requireDefaultRedirect(UserPoolClientType settings) {
    var uri = settings.defaultRedirectURI();
    if (uri != null && !settings.callbackURLs().contains(uri)) {
      throw new ApiException(ApiError.DEFAULT_REDIRECT_URI, uri);
    }
  }

  /// With the ARN the role may come too: Describe returns it (AC-10), and what Describe returns can
  /// be sent back.
  private static void requireAnalytics(AnalyticsConfigurationType analytics) {
    if (analytics == null) {
      return;
    }
    var byArn = analytics.applicationArn() != null;
    var isConsistent =
        byArn
            ? analytics.applicationId() == null && analytics.externalId() == null
            : analytics.applicationId() != null
                && analytics.roleArn() != null
                && analytics.externalId() != null;
    if (!isConsistent) {
      throw new ApiException(ApiError.ANALYTICS_CONFIGURATION);
    }
  }
}
