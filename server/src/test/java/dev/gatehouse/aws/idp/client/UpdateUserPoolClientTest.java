package dev.gatehouse.aws.idp.client;

import static dev.gatehouse.aws.idp.client.ClientApi.id;
import static dev.gatehouse.aws.idp.client.ClientApi.member;
import static dev.gatehouse.aws.idp.client.ClientApi.secret;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.AppClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateUserPoolClientTest {
  private static final String LATER = "1767323105.678";

  @TempDir Path folder;
  private ClientApi api;
  private String pool;

  @BeforeEach
  void open() {
    api = ClientApi.strict(folder);
    pool = api.createMachinePool();
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  @DisplayName("AC-41, AP-10: what the request does not say becomes the default; the name stays")
  void ap_10_ac_41_resets_every_omitted_member_but_the_name() {
    var created =
        api.createClient(
            pool,
            ",'GenerateSecret':true,'RefreshTokenValidity':10,'AccessTokenValidity':20,"
                + "'IdTokenValidity':2,'TokenValidityUnits':{'AccessToken':'minutes'},"
                + "'ReadAttributes':['name'],'WriteAttributes':['email'],"
                + "'ExplicitAuthFlows':['ALLOW_USER_SRP_AUTH'],"
                + "'SupportedIdentityProviders':['COGNITO'],"
                + "'CallbackURLs':['https://a.example.com'],'LogoutURLs':['https://a.example.com'],"
                + "'DefaultRedirectURI':'https://a.example.com','AllowedOAuthFlows':['code'],"
                + "'AllowedOAuthScopes':['openid'],'AllowedOAuthFlowsUserPoolClient':true,"
                + "'PreventUserExistenceErrors':'ENABLED','EnableTokenRevocation':false,"
                + "'EnablePropagateAdditionalUserContextData':true,'AuthSessionValidity':15,"
                + "'RefreshTokenRotation':{'Feature':'ENABLED'}");
    api.clock().advance(Duration.ofMinutes(1));

    var updated = update(id(created), "");

    var expected =
        ("{'UserPoolId':'%s','ClientName':'c','ClientId':'%s','ClientSecret':'%s',"
                + "'LastModifiedDate':%s,'CreationDate':%s,'RefreshTokenValidity':30,"
                + "'TokenValidityUnits':{},'AllowedOAuthFlowsUserPoolClient':false,"
                + "'EnableTokenRevocation':true,"
                + "'EnablePropagateAdditionalUserContextData':false,'AuthSessionValidity':3}")
            .formatted(pool, id(created), secret(created), LATER, ClientApi.NOW)
            .replace('\'', '"');
    assertThat(Json.text(updated)).isEqualTo(expected);
    assertThat(Json.text(api.describeClient(pool, id(created)))).isEqualTo(expected);
  }

  @Test
  void gen_10_answers_lists_hashed_as_create_does() {
    var created = api.createClient(pool, "");

    var updated =
        update(
            id(created),
            ",'ClientName':'renamed','AllowedOAuthFlows':['code','implicit'],"
                + "'AllowedOAuthScopes':['transactions/post','openid','email'],"
                + "'CallbackURLs':['https://a.example.com/cb','https://b.example.com/cb']");

    assertThat(member(updated, "ClientName")).isEqualTo("\"renamed\"");
    assertThat(updated.strings("AllowedOAuthFlows")).containsExactly("implicit", "code");
    assertThat(updated.strings("CallbackURLs"))
        .containsExactly("https://b.example.com/cb", "https://a.example.com/cb");
    assertThat(updated.strings("AllowedOAuthScopes"))
        .containsExactly("email", "openid", "transactions/post");
    var described = api.describeClient(pool, id(created));
    assertThat(described.strings("AllowedOAuthFlows")).containsExactly("code", "implicit");
    assertThat(described.strings("CallbackURLs"))
        .containsExactly("https://a.example.com/cb", "https://b.example.com/cb");
  }

  @Test
  @DisplayName("AC-42: a public client stays public, a confidential one keeps its secret")
  void ac_42_never_changes_the_secret() {
    var open = api.createClient(pool, "");
    var confidential = api.createClient(pool, ",'GenerateSecret':true");

    var members = ",'GenerateSecret':true,'ClientSecret':'a_secret_of_24_characters'";
    assertThat(update(id(open), members).members()).doesNotContainKey("ClientSecret");
    assertThat(secret(update(id(confidential), members))).isEqualTo(secret(confidential));
    assertThat(secret(update(id(confidential), ",'GenerateSecret':false")))
        .isEqualTo(secret(confidential));
  }

  @Test
  @DisplayName("RS-10, RS-12: a client keeps listing a scope that is gone, but cannot be given it")
  void rs_12_a_scope_that_is_gone_stays_listed_and_cannot_be_repeated() {
    var scopes = ",'AllowedOAuthScopes':['transactions/get','transactions/post']";
    var client = id(api.createClient(pool, scopes));
    api.call("DeleteResourceServer", "{'UserPoolId':'%s','Identifier':'transactions'}", pool);

    assertThat(api.describeClient(pool, client).strings("AllowedOAuthScopes"))
        .containsExactly("transactions/get", "transactions/post");
    assertThat(
            api.refusal(
                "UpdateUserPoolClient",
                "{'UserPoolId':'" + pool + "','ClientId':'" + client + "'" + scopes + "}"))
        .isEqualTo("ScopeDoesNotExistException: Invalid scope requested: transactions/get");
  }

  @Test
  @DisplayName("AC-40: attributes are those of the pool's schema, custom ones included")
  void ac_40_knows_the_custom_attributes_of_the_pool() {
    var other = api.createPool(",'Schema':[{'Name':'tier','AttributeDataType':'String'}]");

    assertThat(
            member(
                api.createClient(other, ",'WriteAttributes':['custom:tier']"), "WriteAttributes"))
        .isEqualTo("[\"custom:tier\"]");
    assertThat(api.clientRefusal(pool, ",'ReadAttributes':['custom:tier']"))
        .isEqualTo(
            "InvalidParameterException: Invalid read attributes specified while creating a client");
  }

  @Test
  void keeps_the_machine_attributes_of_the_extension_api() {
    var poolId = new UserPoolId(pool);
    var id = new ClientId(id(api.createClient(pool, "")));
    var attributes = "{\"Claims\":{\"tier\":\"gold\"}}";
    api.store()
        .write(tx -> {
          var row = tx.appClients().find(poolId, id).orElseThrow();
          tx.appClients().update(withAttributes(row, attributes));
          return id;
        });

    update(id.value(), "");

    Optional<AppClients.Row> row = api.store().read(tx -> tx.appClients().find(poolId, id));
    assertThat(row.orElseThrow().attributes()).contains(attributes);
    assertThat(row.orElseThrow().version()).isEqualTo(3);
  }

  @Test
  void ac_43_gen_07_refuses_an_unknown_client_and_an_unknown_pool() {
    assertThat(
            api.refusal("UpdateUserPoolClient", "{'UserPoolId':'%s','ClientId':'unknown'}", pool))
        .isEqualTo("ResourceNotFoundException: User pool client unknown does not exist.");
    assertThat(
            api.refusal(
                "UpdateUserPoolClient",
                "{'UserPoolId':'us-east-1_Unknown12','ClientId':'unknown'}"))
        .isEqualTo("ResourceNotFoundException: User pool us-east-1_Unknown12 does not exist.");
  }

  @Test
  @DisplayName("AP-08: a value that could end a line of the log or of a header")
  void ap_08_refuses_a_hostile_client_id() {
    assertThat(
            api.refusal("UpdateUserPoolClient", "{'UserPoolId':'%s','ClientId':'a\\u0000b'}", pool))
        .isEqualTo(
            "InvalidParameterException: 1 validation error detected: Value at 'clientId' failed to"
                + " satisfy constraint: Member must satisfy regular expression pattern: [\\w+]+");
  }

  private JsonObject update(String id, String members) {
    return api.answer(
            "UpdateUserPoolClient",
            "{'UserPoolId':'" + pool + "','ClientId':'" + id + "'" + members + "}")
        .object("UserPoolClient")
        .orElseThrow();
  }

  private static AppClients.Row withAttributes(AppClients.Row row, String attributes) {
    return new AppClients.Row(
        row.poolId(),
        row.id(),
        row.name(),
        row.document(),
        Optional.of(attributes),
        row.version() + 1,
        row.createdAt(),
        row.lastModifiedAt());
  }
}
