package dev.gatehouse.aws;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What an operation is to the audit log (record 29). Every signed operation that is built has its
/// place here. What users do for themselves is unsigned and in none.
enum AuditClass {
  /// Changes something: one event each, with the change.
  WRITE,
  /// Changes nothing and shows nothing secret.
  READ,
  /// Shows a secret that is stored: an event where it does.
  REVEAL,
  /// Signs a user in, through an administrator's key: what applications do all day.
  SIGN_IN;

  private static final Map<AuditClass, List<String>> TABLE = new EnumMap<>(AuditClass.class);

  static {
    TABLE.put(
        WRITE,
        List.of(
            "cognito-idp:AddCustomAttributes",
            "cognito-idp:AddUserPoolClientSecret",
            "cognito-idp:AdminAddUserToGroup",
            "cognito-idp:AdminConfirmSignUp",
            "cognito-idp:AdminCreateUser",
            "cognito-idp:AdminDeleteUser",
            "cognito-idp:AdminDeleteUserAttributes",
            "cognito-idp:AdminDisableProviderForUser",
            "cognito-idp:AdminDisableUser",
            "cognito-idp:AdminEnableUser",
            "cognito-idp:AdminLinkProviderForUser",
            "cognito-idp:AdminRemoveUserFromGroup",
            "cognito-idp:AdminResetUserPassword",
            "cognito-idp:AdminSetUserPassword",
            "cognito-idp:AdminUpdateUserAttributes",
            "cognito-idp:AdminUserGlobalSignOut",
            "cognito-idp:CreateGroup",
            "cognito-idp:CreateResourceServer",
            "cognito-idp:CreateUserPool",
            "cognito-idp:CreateUserPoolClient",
            "cognito-idp:CreateUserPoolDomain",
            "cognito-idp:DeleteGroup",
            "cognito-idp:DeleteResourceServer",
            "cognito-idp:DeleteUserPool",
            "cognito-idp:DeleteUserPoolClient",
            "cognito-idp:DeleteUserPoolClientSecret",
            "cognito-idp:DeleteUserPoolDomain",
            "cognito-idp:SetUserPoolMfaConfig",
            "cognito-idp:TagResource",
            "cognito-idp:UntagResource",
            "cognito-idp:UpdateGroup",
            "cognito-idp:UpdateResourceServer",
            "cognito-idp:UpdateUserPool",
            "cognito-idp:UpdateUserPoolClient",
            "cognito-idp:UpdateUserPoolDomain",
            "gatehouse:ChangeOwnPassword",
            "gatehouse:CreateAccessKey",
            "gatehouse:CreateAdministrator",
            "gatehouse:CreateSetUpLink",
            "gatehouse:CreateSignInLink",
            "gatehouse:CreateTemporaryCredentials",
            "gatehouse:DeleteAccessKey",
            "gatehouse:DeleteAdministrator",
            "gatehouse:DeleteMessages",
            "gatehouse:EndAdministratorSessions",
            "gatehouse:ResetAdministrator",
            "gatehouse:RotateSigningKeys",
            "gatehouse:SetAccessKeyStatus",
            "gatehouse:SetClientAttributes",
            "gatehouse:SetOwnTotp",
            "gatehouse:UpdateAdministrator"));
    TABLE.put(
        READ,
        List.of(
            "cognito-idp:AdminGetUser",
            "cognito-idp:AdminListGroupsForUser",
            "cognito-idp:DescribeResourceServer",
            "cognito-idp:DescribeUserPool",
            "cognito-idp:DescribeUserPoolDomain",
            "cognito-idp:GetGroup",
            "cognito-idp:GetUserPoolMfaConfig",
            "cognito-idp:ListGroups",
            "cognito-idp:ListResourceServers",
            "cognito-idp:ListTagsForResource",
            "cognito-idp:ListUserPoolClientSecrets",
            "cognito-idp:ListUserPoolClients",
            "cognito-idp:ListUserPools",
            "cognito-idp:ListUsers",
            "cognito-idp:ListUsersInGroup",
            "gatehouse:CountMessages",
            "gatehouse:GetClientAttributes",
            "gatehouse:GetMetricHistory",
            "gatehouse:GetServerInfo",
            "gatehouse:ListAccessKeys",
            "gatehouse:ListAdministrators",
            "gatehouse:ListAuditEvents",
            "gatehouse:ListClientUsage",
            "gatehouse:ListRequests",
            "gatehouse:ListSigningKeys",
            "gatehouse:SearchUsers",
            "gatehouse:VerifyAuditLog"));
    TABLE.put(REVEAL, List.of("cognito-idp:DescribeUserPoolClient", "gatehouse:ListMessages"));
    TABLE.put(
        SIGN_IN,
        List.of("cognito-idp:AdminInitiateAuth", "cognito-idp:AdminRespondToAuthChallenge"));
  }

  private static final Map<String, AuditClass> BY_ACTION =
      TABLE.entrySet().stream()
          .flatMap(row -> row.getValue().stream().map(action -> Map.entry(action, row.getKey())))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  /// Of an operation that is not in the table, the class that loses nothing.
  static AuditClass of(ApiModel.Entry entry) {
    return find(entry.action()).orElse(WRITE);
  }

  static Optional<AuditClass> find(String action) {
    return Optional.ofNullable(BY_ACTION.get(action));
  }

  /// Every action that has a class.
  static Set<String> actions() {
    return new TreeSet<>(BY_ACTION.keySet());
  }

  /// The members of the answer that hold what a revealing operation reveals, wherever they stand.
  static Stream<String> secretMembers() {
    return Stream.of("ClientSecret", "Code");
  }
}
