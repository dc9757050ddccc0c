package dev.gatehouse.aws;

import dev.gatehouse.pool.AdministratorRole;
import java.util.ArrayList;
import java.util.List;

/// What the roles of the console's administrators may do, in operations: the policies of the keys
/// that their pages sign with, so that the API enforces them and not the page (UI-04). What is not
/// named is refused; an operation that is built later is nobody's but the Administrator's until it
/// is named here, or looks by its name as if it only looked.
public final class RolePolicy {
  private static final List<String> ALL = List.of("*");

  /// Of himself; and what names no pool, and tells nothing of any.
  private static final List<String> OWN =
      List.of("gatehouse:ChangeOwnPassword", "gatehouse:SetOwnTotp", "gatehouse:GetServerInfo");

  private static final List<String> LIST_POOLS = List.of("cognito-idp:ListUserPools");

  /// Whatever only looks. Operations that begin with Get and write, send or show a secret are not
  /// among them (GetClientToken, GetUserAttributeVerificationCode, GetTokensFromRefreshToken).
  private static final List<String> LOOKING =
      List.of(
          "cognito-idp:Describe*",
          "cognito-idp:List*",
          "cognito-idp:AdminGet*",
          "cognito-idp:AdminList*",
          "cognito-idp:GetCSVHeader",
          "cognito-idp:GetGroup",
          "cognito-idp:GetIdentityProviderByIdentifier",
          "cognito-idp:GetLogDeliveryConfiguration",
          "cognito-idp:GetProvisionedLimit",
          "cognito-idp:GetSigningCertificate",
          "cognito-idp:GetUICustomization",
          "cognito-idp:GetUserPoolClientSessionConfiguration",
          "cognito-idp:GetUserPoolMfaConfig",
          "cognito-idp:GetUserPoolSessionConfiguration",
          "gatehouse:GetClientAttributes",
          "gatehouse:GetMetricHistory",
          "gatehouse:ListAuditEvents",
          "gatehouse:ListClientUsage",
          "gatehouse:ListRequests",
          "gatehouse:ListSigningKeys",
          "gatehouse:SearchUsers",
          "gatehouse:VerifyAuditLog");

  /// Users, and which groups they are in. Signing in for them is not among it, nor linking them to
  /// others' identities.
  private static final List<String> USERS =
      List.of(
          "cognito-idp:AdminAddUserToGroup",
          "cognito-idp:AdminConfirmSignUp",
          "cognito-idp:AdminCreateUser",
          "cognito-idp:AdminDeleteSoftwareToken",
          "cognito-idp:AdminDeleteUser",
          "cognito-idp:AdminDeleteUserAttributes",
          "cognito-idp:AdminDisableUser",
          "cognito-idp:AdminEnableUser",
          "cognito-idp:AdminForgetDevice",
          "cognito-idp:AdminRemoveUserFromGroup",
          "cognito-idp:AdminResetUserPassword",
          "cognito-idp:AdminRevokeUserSession",
          "cognito-idp:AdminSetUserMFAPreference",
          "cognito-idp:AdminSetUserPassword",
          "cognito-idp:AdminSetUserSettings",
          "cognito-idp:AdminUpdateAuthEventFeedback",
          "cognito-idp:AdminUpdateDeviceStatus",
          "cognito-idp:AdminUpdateUserAttributes",
          "cognito-idp:AdminUserGlobalSignOut");

  private RolePolicy() {}

  /// @param pools ids that the role is limited to; none is all
  public static AccessPolicy of(AdministratorRole role, List<String> pools) {
    return switch (role) {
      case ADMINISTRATOR -> AccessPolicy.ADMINISTRATOR;
      case POOL_ADMINISTRATOR -> limited(List.of("cognito-idp:*", "gatehouse:*"), pools);
      case SUPPORT -> limited(both(USERS, LOOKING), pools.isEmpty() ? ALL : pools);
      case READ_ONLY -> limited(LOOKING, ALL);
    };
  }

  private static AccessPolicy limited(List<String> actions, List<String> pools) {
    return AccessPolicy.of(actions, pools).and(AccessPolicy.of(both(OWN, LIST_POOLS), ALL));
  }

  private static List<String> both(List<String> some, List<String> more) {
    var all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }
}
