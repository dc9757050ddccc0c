package dev.gatehouse.compat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.OAuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceServerScopeType;

/// The running server as a stranger's code sees it: the SDK client that `gatehouse env` has set up,
/// and pools for machines.
final class Machines {
  /// No endpoint, Region or key in the code: the SDK takes them from the environment.
  static final CognitoIdentityProviderClient COGNITO = CognitoIdentityProviderClient.create();

  static final String URL = System.getenv("GATEHOUSE_URL");

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final AtomicInteger POOLS = new AtomicInteger();
  private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

  private Machines() {}

  /// A pool with a domain, a resource server `transactions` (get, post) and a confidential client
  /// that may use both scopes.
  record MachinePool(String id, String domain, String clientId, String clientSecret) {
    String issuer() {
      return URL + "/" + id;
    }

    /// A token of the client for these scopes, separated by blanks.
    String token(String scope) {
      var answer = requestToken(domain, clientId, clientSecret, scope);
      var found = ACCESS_TOKEN.matcher(answer.body());
      if (answer.statusCode() != 200 || !found.find()) {
        throw new IllegalStateException(answer.statusCode() + " " + answer.body());
      }
      return found.group(1);
    }
  }

  static String createPool() {
    return COGNITO.createUserPool(pool -> pool.poolName("machines")).userPool().id();
  }

  static MachinePool machinePool() {
    var id = createPool();
    var domain = "java-" + POOLS.incrementAndGet() + "-" + ProcessHandle.current().pid();
    COGNITO.createUserPoolDomain(request -> request.userPoolId(id).domain(domain));
    COGNITO.createResourceServer(request ->
        request
            .userPoolId(id)
            .identifier("transactions")
            .name("transactions")
            .scopes(scope("get"), scope("post")));
    var client =
        COGNITO
            .createUserPoolClient(
                CreateUserPoolClientRequest.builder()
                    .userPoolId(id)
                    .clientName("machine")
                    .generateSecret(true)
                    .allowedOAuthFlows(OAuthFlowType.CLIENT_CREDENTIALS)
                    .allowedOAuthScopes("transactions/get", "transactions/post")
                    .allowedOAuthFlowsUserPoolClient(true)
                    .build())
            .userPoolClient();
    return new MachinePool(id, domain, client.clientId(), client.clientSecret());
  }

  static ResourceServerScopeType scope(String name) {
    return ResourceServerScopeType.builder().scopeName(name).scopeDescription(name).build();
  }

  /// The client-credentials request with HTTP Basic.
  static HttpResponse<String> requestToken(
      String domain, String clientId, String clientSecret, String scope) {
    var basic =
        Base64.getEncoder()
            .encodeToString((clientId + ":" + clientSecret).getBytes(StandardCharsets.UTF_8));
    var form = "grant_type=client_credentials&scope=" + scope.replace("/", "%2F").replace(" ", "+");
    return send(
        HttpRequest.newBuilder(URI.create(URL + "/domains/" + domain + "/oauth2/token"))
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build());
  }

  static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
