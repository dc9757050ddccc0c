package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.OperationBinding;
import dev.gatehouse.aws.PageToken;
import dev.gatehouse.catalog.Lookups;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.delivery.Postbox;
import dev.gatehouse.env.Env;
import dev.gatehouse.store.Store;
import dev.gatehouse.token.AccessTokenReader;
import dev.gatehouse.users.AttributeCodes;
import dev.gatehouse.users.Passwords;
import dev.gatehouse.users.RuleBook;
import dev.gatehouse.users.SelfServices;
import dev.gatehouse.users.UserLimits;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminAddUserToGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminConfirmSignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDeleteUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDeleteUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDisableProviderForUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDisableUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminEnableUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminLinkProviderForUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminListGroupsForUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRemoveUserFromGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminResetUserPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUpdateUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUserGlobalSignOutRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChangePasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmForgotPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmSignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ForgotPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserAttributeVerificationCodeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListGroupsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersInGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResendConfirmationCodeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifyUserAttributeRequest;

/// The operations of this package, for the dispatcher.
public final class UserOperations {
  private final Store store;
  private final Env env;
  private final Sealer sealer;
  private final Parts parts;
  private final SelfServices self;

  private UserOperations(Store store, Env env, Sealer sealer, Parts parts) {
    this.store = store;
    this.env = env;
    this.sealer = sealer;
    this.parts = parts;
    self =
        new SelfServices(
            new SelfServices.Parts(
                store,
                parts.rules(),
                parts.passwords(),
                parts.postbox(),
                parts.limits(),
                sealer,
                env));
  }

  /// What the rules of users are made of, the same at every edge.
  ///
  /// @param limits counted for all edges
  /// @param tokens reads the access tokens of users who act for themselves
  /// @param catalog may block
  public record Parts(
      RuleBook rules,
      Passwords passwords,
      Postbox postbox,
      UserLimits limits,
      AccessTokenReader tokens,
      Lookups catalog) {}

  /// @param sealer seals page tokens
  public static List<OperationBinding> list(Store store, Env env, Sealer sealer, Parts parts) {
    var all = new UserOperations(store, env, sealer, parts);
    return Stream.of(
            all.groups(), all.users(), all.lists(), all.own(), all.byName(), all.addresses())
        .flatMap(List::stream)
        .toList();
  }

  private PageToken pageToken(String operation) {
    return new PageToken(sealer, operation);
  }

  private UserAttributeChange change() {
    var codes = new AttributeCodes(parts.postbox(), sealer, env);
    return new UserAttributeChange(store, parts.rules(), codes, parts.limits().sends(), env);
  }

  private List<OperationBinding> groups() {
    var rules = parts.rules();
    return List.of(
        OperationBinding.of(
            "CreateGroup", CreateGroupRequest::builder, new CreateGroup(store, env)),
        OperationBinding.of("GetGroup", GetGroupRequest::builder, new GetGroup(store)),
        OperationBinding.of(
            "UpdateGroup", UpdateGroupRequest::builder, new UpdateGroup(store, env)),
        OperationBinding.of("DeleteGroup", DeleteGroupRequest::builder, new DeleteGroup(store)),
        OperationBinding.of(
            "AdminAddUserToGroup",
            AdminAddUserToGroupRequest::builder,
            new AdminAddUserToGroup(store, rules)),
        OperationBinding.of(
            "AdminRemoveUserFromGroup",
            AdminRemoveUserFromGroupRequest::builder,
            new AdminRemoveUserFromGroup(store, rules)));
  }

  /// Of administrators.
  private List<OperationBinding> users() {
    var rules = parts.rules();
    var passwords = parts.passwords();
    return List.of(
        OperationBinding.of(
            "AdminCreateUser",
            AdminCreateUserRequest::builder,
            new AdminCreateUser(store, rules, passwords, parts.postbox(), env)),
        OperationBinding.of(
            "AdminGetUser", AdminGetUserRequest::builder, new AdminGetUser(store, rules)),
        OperationBinding.of(
            "AdminUpdateUserAttributes",
            AdminUpdateUserAttributesRequest::builder,
            new AdminUpdateUserAttributes(rules, change())),
        OperationBinding.of(
            "AdminDeleteUserAttributes",
            AdminDeleteUserAttributesRequest::builder,
            new AdminDeleteUserAttributes(rules, change())),
        OperationBinding.of(
            "AdminDisableUser",
            AdminDisableUserRequest::builder,
            new AdminDisableUser(store, rules, env)),
        OperationBinding.of(
            "AdminEnableUser",
            AdminEnableUserRequest::builder,
            new AdminEnableUser(store, rules, env)),
        OperationBinding.of(
            "AdminUserGlobalSignOut",
            AdminUserGlobalSignOutRequest::builder,
            new AdminUserGlobalSignOut(store, rules, env)),
        OperationBinding.of(
            "AdminDeleteUser", AdminDeleteUserRequest::builder, new AdminDeleteUser(store, rules)),
        OperationBinding.of(
            "AdminConfirmSignUp",
            AdminConfirmSignUpRequest::builder,
            new AdminConfirmSignUp(store, rules, env)),
        OperationBinding.of(
            "AdminLinkProviderForUser",
            AdminLinkProviderForUserRequest::builder,
            new AdminLinkProviderForUser(store, rules, env)),
        OperationBinding.of(
            "AdminDisableProviderForUser",
            AdminDisableProviderForUserRequest::builder,
            new AdminDisableProviderForUser(store, rules, env)),
        OperationBinding.of(
            "AdminSetUserPassword",
            AdminSetUserPasswordRequest::builder,
            new AdminSetUserPassword(store, rules, passwords, env)));
  }

  private List<OperationBinding> lists() {
    var rules = parts.rules();
    return List.of(
        OperationBinding.of(
            "ListGroups",
            ListGroupsRequest::builder,
            new ListGroups(store, pageToken("ListGroups"))),
        OperationBinding.of(
            "AdminListGroupsForUser",
            AdminListGroupsForUserRequest::builder,
            new AdminListGroupsForUser(store, rules, pageToken("AdminListGroupsForUser"))),
        OperationBinding.of(
            "ListUsersInGroup",
            ListUsersInGroupRequest::builder,
            new ListUsersInGroup(store, pageToken("ListUsersInGroup"))),
        OperationBinding.of(
            "ListUsers",
            ListUsersRequest::builder,
            new ListUsers(store, rules, pageToken("ListUsers"), env)));
  }

  /// Of users who act for themselves.
  private List<OperationBinding> own() {
    var users = new TokenUsers(parts.tokens(), parts.rules(), parts.catalog());
    return List.of(
        OperationBinding.of(
            "GetUser", GetUserRequest::builder, new GetUser(store, users, parts.catalog())),
        OperationBinding.of(
            "UpdateUserAttributes",
            UpdateUserAttributesRequest::builder,
            new UpdateUserAttributes(users, change())),
        OperationBinding.of(
            "DeleteUserAttributes",
            DeleteUserAttributesRequest::builder,
            new DeleteUserAttributes(users, change())),
        OperationBinding.of("DeleteUser", DeleteUserRequest::builder, new DeleteUser(store, users)),
        OperationBinding.of(
            "ChangePassword",
            ChangePasswordRequest::builder,
            new ChangePassword(store, users, parts.passwords(), env)));
  }

  /// Of users who have not signed in, and what an administrator does in their place.
  private List<OperationBinding> byName() {
    var calls = new NamedCalls(parts.catalog(), self.named());
    var signUps = self.signUps();
    var resets = self.passwordResets();
    return List.of(
        OperationBinding.of("SignUp", SignUpRequest::builder, new SignUp(calls, signUps)),
        OperationBinding.of(
            "ConfirmSignUp", ConfirmSignUpRequest::builder, new ConfirmSignUp(calls, signUps)),
        OperationBinding.of(
            "ResendConfirmationCode",
            ResendConfirmationCodeRequest::builder,
            new ResendConfirmationCode(calls, signUps)),
        OperationBinding.of(
            "ForgotPassword", ForgotPasswordRequest::builder, new ForgotPassword(calls, resets)),
        OperationBinding.of(
            "ConfirmForgotPassword",
            ConfirmForgotPasswordRequest::builder,
            new ConfirmForgotPassword(calls, resets)),
        OperationBinding.of(
            "AdminResetUserPassword",
            AdminResetUserPasswordRequest::builder,
            new AdminResetUserPassword(store, parts.rules(), resets)));
  }

  /// Of users who act for themselves, on addresses that codes verify.
  private List<OperationBinding> addresses() {
    var users = new TokenUsers(parts.tokens(), parts.rules(), parts.catalog());
    var addresses = new OwnAddresses(store, users);
    var codes = self.addressCodes();
    return List.of(
        OperationBinding.of(
            "GetUserAttributeVerificationCode",
            GetUserAttributeVerificationCodeRequest::builder,
            new GetUserAttributeVerificationCode(users, addresses, codes)),
        OperationBinding.of(
            "VerifyUserAttribute",
            VerifyUserAttributeRequest::builder,
            new VerifyUserAttribute(users, addresses, codes)));
  }
}
