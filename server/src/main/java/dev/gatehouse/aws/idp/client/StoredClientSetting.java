package dev.gatehouse.aws.idp.client;

import dev.gatehouse.aws.Capability;

/// A setting of an app client or a domain that is kept and returned as it was set but changes
/// nothing yet, and the capability that will enforce it: the part of the compatibility table on
/// *stored, not enforced*. What contradicts another setting is refused all the same.
public enum StoredClientSetting {
  IDENTITY_PROVIDERS("SupportedIdentityProviders", Capability.HOSTED_PAGES),
  CALLBACK_URLS("CallbackURLs", Capability.HOSTED_PAGES),
  LOGOUT_URLS("LogoutURLs", Capability.HOSTED_PAGES),
  DEFAULT_REDIRECT_URI("DefaultRedirectURI", Capability.HOSTED_PAGES),
  ANALYTICS("AnalyticsConfiguration", Capability.ANALYTICS),
  USER_CONTEXT("EnablePropagateAdditionalUserContextData", Capability.THREAT_PROTECTION),
  CERTIFICATE("CustomDomainConfig", Capability.TLS),
  MANAGED_LOGIN("ManagedLoginVersion", Capability.HOSTED_PAGES),
  ROUTING("Routing", Capability.REPLICATION);

  private final String member;
  private final Capability enforcedBy;

  StoredClientSetting(String member, Capability enforcedBy) {
    this.member = member;
    this.enforcedBy = enforcedBy;
  }

  /// The setting's name in the API, for instance `CallbackURLs`.
  public String member() {
    return member;
  }

  public Capability enforcedBy() {
    return enforcedBy;
  }
}
