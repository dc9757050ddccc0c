package dev.gatehouse.aws.idp.client;

import static dev.gatehouse.aws.idp.client.ClientApi.id;
import static dev.gatehouse.aws.idp.client.ClientApi.member;
import static dev.gatehouse.aws.idp.client.ClientApi.secret;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.AppClients;
import dev.gatehouse.store.ClientSecrets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateUserPoolClientTest {
  private static final String MACHINE =
      ",'GenerateSecret':true,'AllowedOAuthFlows':['client_credentials'],"
          + "'AllowedOAuthScopes':['transactions/post'],'AllowedOAuthFlowsUserPoolClient':true";

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
  @DisplayName("AC-06, AC-07: the smallest client, as Create and Describe return it")
  void ac_06_returns_the_default_client() {
    var created = api.createClient(pool, "");

    var expected =
        ("{'UserPoolId':'%s','ClientName':'c','ClientId':'%s','LastModifiedDate':%s,"
                + "'CreationDate':%s,'RefreshTokenValidity':30,'TokenValidityUnits':{},"
                + "'AllowedOAuthFlowsUserPoolClient':false,'EnableTokenRevocation':true,"
                + "'EnablePropagateAdditionalUserContextData':false,'AuthSessionValidity':3}")
            .formatted(pool, id(created), ClientApi.NOW, ClientApi.NOW)
            .replace('\'', '"');
    assertThat(Json.text(created)).isEqualTo(expected);
    assertThat(Json.text(api.describeClient(pool, id(created)))).isEqualTo(expected);
  }

  @Test
  @DisplayName("Tutorial 001: the machine client of the command line, member for member")
  void returns_the_machine_client_of_tutorial_001() {
    var created = api.createClient(pool, MACHINE);

    var expected =
        ("{'UserPoolId':'%s','ClientName':'c','ClientId':'%s','ClientSecret':'%s',"
                + "'LastModifiedDate':%s,'CreationDate':%s,'RefreshTokenValidity':30,"
                + "'TokenValidityUnits':{},'AllowedOAuthFlows':['client_credentials'],"
                + "'AllowedOAuthScopes':['transactions/post'],"
                + "'AllowedOAuthFlowsUserPoolClient':true,'EnableTokenRevocation':true,"
                + "'EnablePropagateAdditionalUserContextData':false,'AuthSessionValidity':3}")
            .formatted(pool, id(created), secret(created), ClientApi.NOW, ClientApi.NOW)
            .replace('\'', '"');
    assertThat(Json.text(created)).isEqualTo(expected);
    assertThat(Json.text(api.describeClient(pool, id(created)))).isEqualTo(expected);
  }

  private static final String ROLE = "arn:aws:iam::000000000000:role/pinpoint";

  private static final String EVERYTHING =
      ",'GenerateSecret':true,'RefreshTokenValidity':10,'AccessTokenValidity':20,"
          + "'IdTokenValidity':2,"
          + "'TokenValidityUnits':{'AccessToken':'minutes','IdToken':'hours',"
          + "'RefreshToken':'days'},"
          + "'ReadAttributes':['name','email'],'WriteAttributes':['email'],"
          + "'ExplicitAuthFlows':['ALLOW_USER_SRP_AUTH','ALLOW_REFRESH_TOKEN_AUTH',"
          + "'ALLOW_CUSTOM_AUTH'],"
          + "'SupportedIdentityProviders':['COGNITO'],"
          + "'CallbackURLs':['https://a.example.com/cb','https://b.example.com/cb','myapp://cb'],"
          + "'LogoutURLs':['http://localhost:3000/'],"
          + "'DefaultRedirectURI':'https://b.example.com/cb',"
          + "'AllowedOAuthFlows':['code','implicit'],"
          + "'AllowedOAuthScopes':['transactions/post','openid','email'],"
          + "'AllowedOAuthFlowsUserPoolClient':true,"
          + "'AnalyticsConfiguration':{'ApplicationId':'abcdef','RoleArn':'"
          + ROLE
          + "','ExternalId':'x',"
          + "'UserDataShared':true},"
          + "'PreventUserExistenceErrors':'ENABLED','EnableTokenRevocation':false,"
          + "'EnablePropagateAdditionalUserContextData':true,'AuthSessionValidity':15,"
          + "'RefreshTokenRotation':{'Feature':'ENABLED','RetryGracePeriodSeconds':30}";

  @Test
  @DisplayName(
      "AC-08, GEN-10: every member in its order; lists hashed in Create, sorted in Describe")
  void ac_08_gen_10_returns_every_setting_as_it_was_set() {
    var created = api.createClient(pool, EVERYTHING);

    assertThat(Json.text(created))
        .isEqualTo(
            everything(
                id(created),
                secret(created),
                "'ReadAttributes':['name','email'],'WriteAttributes':['email'],"
                    + "'ExplicitAuthFlows':['ALLOW_CUSTOM_AUTH','ALLOW_USER_SRP_AUTH',"
                    + "'ALLOW_REFRESH_TOKEN_AUTH'],'SupportedIdentityProviders':['COGNITO'],"
                    + "'CallbackURLs':['https://b.example.com/cb','https://a.example.com/cb',"
                    + "'myapp://cb'],",
                "['implicit','code']"));
    assertThat(Json.text(api.describeClient(pool, id(created))))
        .isEqualTo(
            everything(
                id(created),
                secret(created),
                "'ReadAttributes':['email','name'],'WriteAttributes':['email'],"
                    + "'ExplicitAuthFlows':['ALLOW_CUSTOM_AUTH','ALLOW_REFRESH_TOKEN_AUTH',"
                    + "'ALLOW_USER_SRP_AUTH'],'SupportedIdentityProviders':['COGNITO'],"
                    + "'CallbackURLs':['https://a.example.com/cb','https://b.example.com/cb',"
                    + "'myapp://cb'],",
                "['code','implicit']"));
  }

  private String everything(String id, String secret, String lists, String flows) {
    return ("{'UserPoolId':'"
            + pool
            + "','ClientName':'c','ClientId':'"
            + id
            + "',"
            + "'ClientSecret':'"
            + secret
            + "','LastModifiedDate':"
            + ClientApi.NOW
            + ","
            + "'CreationDate':"
            + ClientApi.NOW
            + ",'RefreshTokenValidity':10,"
            + "'AccessTokenValidity':20,'IdTokenValidity':2,'TokenValidityUnits':"
            + "{'AccessToken':'minutes','IdToken':'hours','RefreshToken':'days'},"
            + lists
            + "'LogoutURLs':['http://localhost:3000/'],"
            + "'DefaultRedirectURI':'https://b.example.com/cb','AllowedOAuthFlows':"
            + flows
            + ","
            + "'AllowedOAuthScopes':['email','openid','transactions/post'],"
            + "'AllowedOAuthFlowsUserPoolClient':true,"
            + "'AnalyticsConfiguration':{'ApplicationId':'abcdef','RoleArn':'"
            + ROLE
            + "',"
            + "'ExternalId':'x','UserDataShared':true},"
            + "'PreventUserExistenceErrors':'ENABLED','EnableTokenRevocation':false,"
            + "'EnablePropagateAdditionalUserContextData':true,'AuthSessionValidity':15,"
            + "'RefreshTokenRotation':{'Feature':'ENABLED','RetryGracePeriodSeconds':30}}")
        .replace('\'', '"');
  }

  /// Computed outside of Java from `String.hashCode`: a table of 32 buckets for 18 names.
  @Test
  void gen_10_hashes_long_lists_as_a_table_that_has_grown() {
    var sent =
        "name given_name family_name middle_name nickname preferred_username profile picture website"
            + " email email_verified gender birthdate zoneinfo locale phone_number address"
            + " updated_at";
    var hashed =
        "website zoneinfo email_verified birthdate address gender profile preferred_username"
            + " given_name middle_name locale picture updated_at name nickname phone_number"
            + " family_name email";

    assertThat(
            api.createClient(pool, ",'ReadAttributes':['" + sent.replace(" ", "','") + "']")
                .strings("ReadAttributes"))
        .containsExactly(hashed.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'LogoutURLs':['https://a.example.com','https://a.example.com'] | LogoutURLs |"
            + " ['https://a.example.com']",
        "'CallbackURLs':[] | CallbackURLs | absent",
        "'ReadAttributes':null | ReadAttributes | absent"
      })
  void gen_10_treats_lists_as_sets_and_empty_ones_as_absent(
      String sent, String name, String expected) {
    var created = api.createClient(pool, "," + sent);

    assertThat(member(created, name)).isEqualTo(expected.replace('\'', '"'));
    assertThat(member(api.describeClient(pool, id(created)), name))
        .isEqualTo(expected.replace('\'', '"'));
  }

  @Test
  void ac_01_ac_02_mints_ids_and_secrets_in_base_32() {
    for (int i = 0; i < 30; i++) {
      var created = api.createClient(pool, ",'GenerateSecret':true");

      assertThat(id(created)).matches("[1-7][0-9a-v]{25}|[1-9a-v][0-9a-v]{20,24}");
      assertThat(secret(created)).matches("1[0-9a-v]{51}|[1-9a-v][0-9a-v]{46,50}");
    }
  }

  @Test
  void ac_03_takes_a_secret_of_the_callers_own() {
    var created = api.createClient(pool, ",'ClientSecret':'a_secret_of_24_characters'");

    assertThat(secret(created)).isEqualTo("a_secret_of_24_characters");
    assertThat(secret(api.describeClient(pool, id(created))))
        .isEqualTo("a_secret_of_24_characters");
  }

  @Test
  void ac_03_refuses_a_secret_that_is_chosen_and_generated() {
    assertThat(
            api.clientRefusal(
                pool, ",'GenerateSecret':true,'ClientSecret':'a_secret_of_24_characters'"))
        .isEqualTo(
            "InvalidParameterException: ClientSecret cannot be set when GenerateSecret is true.");
    assertThat(
            secret(
                api.createClient(
                    pool, ",'GenerateSecret':false,'ClientSecret':'a_secret_of_24_characters'")))
        .isEqualTo("a_secret_of_24_characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a_secret_of_23_letters_", "a secret with spaces in it, long"})
  void ac_03_never_quotes_a_secret_that_it_refuses(String secret) {
    assertThat(api.clientRefusal(pool, ",'ClientSecret':'" + secret + "'"))
        .startsWith(
            "InvalidParameterException: 1 validation error detected: Value at 'clientSecret' failed"
                + " to satisfy constraint: Member must ");
  }

  @Test
  void ac_04_a_public_client_has_no_secret() {
    var created = api.createClient(pool, ",'GenerateSecret':false");

    assertThat(created.members()).doesNotContainKeys("ClientSecret", "GenerateSecret");
  }

  @Test
  void ac_05_lets_two_clients_have_one_name() {
    assertThat(id(api.createClient(pool, ""))).isNotEqualTo(id(api.createClient(pool, "")));
  }

  @Test
  void ac_10_reaches_an_application_by_arn_with_the_service_linked_role() {
    var arn = "arn:aws:mobiletargeting:us-east-1:000000000000:apps/abcdef";

    assertThat(
            member(
                api.createClient(
                    pool, ",'AnalyticsConfiguration':{'ApplicationArn':'" + arn + "'}"),
                "AnalyticsConfiguration"))
        .isEqualTo(
            ("{'ApplicationArn':'"
                    + arn
                    + "','RoleArn':'arn:aws:iam::000000000000:role/"
                    + "aws-service-role/cognito-idp.amazonaws.com/"
                    + "AWSServiceRoleForAmazonCognitoIdp'}")
                .replace('\'', '"'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",'RefreshTokenValidity':0"})
  void ac_11_a_refresh_token_lasts_30_days(String members) {
    assertThat(member(api.createClient(pool, members), "RefreshTokenValidity")).isEqualTo("30");
  }

  @Test
  void ac_37_stores_oauth_settings_that_are_not_enabled() {
    var created =
        api.createClient(
            pool,
            ",'GenerateSecret':true,'AllowedOAuthFlows':['client_credentials'],"
                + "'AllowedOAuthScopes':['transactions/post']");

    assertThat(member(created, "AllowedOAuthFlows")).isEqualTo("[\"client_credentials\"]");
    assertThat(member(created, "AllowedOAuthFlowsUserPoolClient")).isEqualTo("false");
  }

  @Test
  @DisplayName(
      "KS-01: the secret is sealed under pool, client and secret id; the document has none")
  void ks_01_seals_the_secret_in_its_row() {
    var created = api.createClient(pool, ",'GenerateSecret':true");
    var poolId = new UserPoolId(pool);
    var clientId = new ClientId(id(created));

    List<ClientSecrets.Row> rows =
        api.store().read(tx -> tx.clientSecrets().list(poolId, clientId));
    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().secretId()).isEqualTo(clientId + "--1767323045");
    assertThat(new String(rows.getFirst().sealed().bytes(), StandardCharsets.UTF_8))
        .isEqualTo(
            "client-secret|%s|%s|%s--1767323045\n%s"
                .formatted(poolId, clientId, clientId, secret(created)));
    Optional<AppClients.Row> row = api.store().read(tx -> tx.appClients().find(poolId, clientId));
    assertThat(row.orElseThrow().document())
        .doesNotContain("Secret", "ClientId", "ClientName", "UserPoolId", "Date");
  }

  @Test
  @DisplayName("AP-09: members that the request does not have are not written")
  void ap_09_ignores_members_of_the_answer() {
    var created =
        api.createClient(pool, ",'ClientId':'chosen','CreationDate':1,'UserPoolClient':{}");

    assertThat(id(created)).isNotEqualTo("chosen");
    assertThat(member(created, "CreationDate")).isEqualTo(ClientApi.NOW);
  }

  @Test
  @DisplayName("AP-08: a name that could break out of its place")
  void ap_08_refuses_a_hostile_name() {
    assertThat(
            api.refusal(
                "CreateUserPoolClient", "{'UserPoolId':'%s','ClientName':'<script>'}", pool))
        .isEqualTo(
            "InvalidParameterException: 1 validation error detected: Value '<script>' at"
                + " 'clientName' failed to satisfy constraint: Member must satisfy regular"
                + " expression pattern: [\\w\\s+=,.@-]+");
  }

  @Test
  void gen_07_refuses_an_unknown_pool() {
    assertThat(api.clientRefusal("us-east-1_Unknown12", ""))
        .isEqualTo("ResourceNotFoundException: User pool us-east-1_Unknown12 does not exist.");
  }

  @Test
  @DisplayName("AP-15: 1,000 clients fit, one more does not")
  void ap_15_has_room_for_1000_clients() {
    var poolId = new UserPoolId(pool);
    var template = new ClientId(id(api.createClient(pool, "")));
    Optional<AppClients.Row> row = api.store().read(tx -> tx.appClients().find(poolId, template));
    api.store()
        .write(tx -> {
          for (int i = 2; i <= CreateUserPoolClient.CLIENTS_MAX; i++) {
            tx.appClients().insert(copy(row.orElseThrow(), new ClientId("client" + i)));
          }
          return poolId;
        });

    assertThat(api.clientRefusal(pool, ""))
        .isEqualTo("LimitExceededException: A user pool cannot have more than 1000 app clients.");
    api.call("DeleteUserPoolClient", "{'UserPoolId':'%s','ClientId':'client7'}", pool);
    api.createClient(pool, "");
  }

  private static AppClients.Row copy(AppClients.Row row, ClientId id) {
    return new AppClients.Row(
        row.poolId(),
        id,
        row.name(),
        row.document(),
        row.attributes(),
        row.version(),
        row.createdAt(),
        row.lastModifiedAt());
  }
}
