package dev.gatehouse.aws.idp.client;

import dev.gatehouse.aws.OperationBinding;
import dev.gatehouse.aws.PageToken;
import dev.gatehouse.catalog.Lookups;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.env.Env;
import dev.gatehouse.store.Store;
import dev.gatehouse.token.Issuer;
import dev.gatehouse.token.RequestRate;
import dev.gatehouse.token.TokenIssuer;
import dev.gatehouse.token.WrongSecrets;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AddUserPoolClientSecretRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateResourceServerRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolDomainRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteResourceServerRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolClientSecretRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolDomainRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeResourceServerRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolDomainRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetClientTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListResourceServersRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolClientSecretsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolClientsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateResourceServerRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolDomainRequest;

/// The operations of this package, for the dispatcher.
public final class AppClientOperations {
  private AppClientOperations() {}

  /// How the server is set up, as far as these operations see.
  ///
  /// @param devMode whether a caller can choose a client's id
  /// @param ownHost the host of the public address, which no pool can have as its domain, for
  ///   instance `gatehouse.example.com`
  public record Setup(boolean devMode, String ownHost) {}

  /// What tokens of clients are made with, the same as at the token endpoint.
  ///
  /// @param catalog may block
  /// @param wrongSecrets counted for both edges
  public record Tokens(
      Lookups catalog,
      TokenIssuer tokenIssuer,
      Issuer issuer,
      WrongSecrets wrongSecrets,
      RequestRate requestRate) {}

  /// @param sealer seals client secrets and page tokens
  public static List<OperationBinding> list(
      Store store, Env env, Sealer sealer, Tokens tokens, Setup setup) {
    var vault = new SecretVault(sealer);
    return Stream.of(
            List.of(
                OperationBinding.of(
                    "GetClientToken",
                    GetClientTokenRequest::builder,
                    new GetClientToken(tokens, env))),
            resourceServers(store, env, sealer),
            clients(store, env, sealer, setup.devMode()),
            secrets(store, env, vault),
            domains(store, env, new DomainRules(setup.ownHost())))
        .flatMap(List::stream)
        .toList();
  }

  private static List<OperationBinding> resourceServers(Store store, Env env, Sealer sealer) {
    var list = new ListResourceServers(store, new PageToken(sealer, "ListResourceServers"));
    return List.of(
        OperationBinding.of(
            "CreateResourceServer",
            CreateResourceServerRequest::builder,
            new CreateResourceServer(store, env)),
        OperationBinding.of(
            "DescribeResourceServer",
            DescribeResourceServerRequest::builder,
            new DescribeResourceServer(store)),
        OperationBinding.of(
            "UpdateResourceServer",
            UpdateResourceServerRequest::builder,
            new UpdateResourceServer(store, env)),
        OperationBinding.of(
            "DeleteResourceServer",
            DeleteResourceServerRequest::builder,
            new DeleteResourceServer(store)),
        OperationBinding.of("ListResourceServers", ListResourceServersRequest::builder, list));
  }

  private static List<OperationBinding> clients(
      Store store, Env env, Sealer sealer, boolean devMode) {
    var vault = new SecretVault(sealer);
    var create = new CreateUserPoolClient(store, env, vault, devMode);
    var list = new ListUserPoolClients(store, new PageToken(sealer, "ListUserPoolClients"));
    var operations =
        List.of(
            OperationBinding.of(
                "CreateUserPoolClient", CreateUserPoolClientRequest::builder, create),
            OperationBinding.of(
                "DescribeUserPoolClient",
                DescribeUserPoolClientRequest::builder,
                new DescribeUserPoolClient(store, vault)),
            OperationBinding.of(
                "UpdateUserPoolClient",
                UpdateUserPoolClientRequest::builder,
                new UpdateUserPoolClient(store, env, vault)),
            OperationBinding.of(
                "DeleteUserPoolClient",
                DeleteUserPoolClientRequest::builder,
                new DeleteUserPoolClient(store)),
            OperationBinding.of("ListUserPoolClients", ListUserPoolClientsRequest::builder, list));
    return devMode
        ? operations.stream().map(operation -> operation.allowingFixedIdIn("ClientName")).toList()
        : operations;
  }

  private static List<OperationBinding> secrets(Store store, Env env, SecretVault vault) {
    return List.of(
        OperationBinding.of(
            "AddUserPoolClientSecret",
            AddUserPoolClientSecretRequest::builder,
            new AddUserPoolClientSecret(store, env, vault)),
        OperationBinding.of(
            "ListUserPoolClientSecrets",
            ListUserPoolClientSecretsRequest::builder,
            new ListUserPoolClientSecrets(store)),
        OperationBinding.of(
            "DeleteUserPoolClientSecret",
            DeleteUserPoolClientSecretRequest::builder,
            new DeleteUserPoolClientSecret(store)));
  }

  private static List<OperationBinding> domains(Store store, Env env, DomainRules rules) {
    return List.of(
        OperationBinding.of(
            "CreateUserPoolDomain",
            CreateUserPoolDomainRequest::builder,
            new CreateUserPoolDomain(store, env, rules)),
        OperationBinding.of(
            "DescribeUserPoolDomain",
            DescribeUserPoolDomainRequest::builder,
            new DescribeUserPoolDomain(store)),
        OperationBinding.of(
            "UpdateUserPoolDomain",
            UpdateUserPoolDomainRequest::builder,
            new UpdateUserPoolDomain(store, env)),
        OperationBinding.of(
            "DeleteUserPoolDomain",
            DeleteUserPoolDomainRequest::builder,
            new DeleteUserPoolDomain(store)));
  }
}
