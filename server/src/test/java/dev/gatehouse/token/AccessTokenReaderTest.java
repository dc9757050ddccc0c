package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.keys.KeyRing;
import dev.gatehouse.keys.SigningKey;
import dev.gatehouse.pool.GroupClaims;
import dev.gatehouse.pool.KeyUse;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.TokenFault;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.testing.Fuzzing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Which access tokens are accepted: those that this server issued for a user, and nothing like
/// them (users §5.1, JW).
class AccessTokenReaderTest {
  private static final UserPoolId OTHER_POOL = new UserPoolId("us-east-1_OtherPool");
  private static final List<String> PARTS =
      List.of(
          ".", "=", "{", "}", "\"", ",", ":", "[", "null", "1e99", "-", "\\u0000", "\"kid\"",
          "none");
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  @TempDir Path folder;
  private TokenSite site;
  private TokenSite other;
  private AccessTokenReader reader;
  private String token = "";

  @BeforeEach
  void open() {
    site = new TokenSite(folder, TokenSite.POOL);
    other = new TokenSite(folder, OTHER_POOL);
    var rings = Map.of(TokenSite.POOL, site.keys, OTHER_POOL, other.keys);
    reader =
        new AccessTokenReader(
            Issuer.aws(), id -> Optional.<KeyRing>ofNullable(rings.get(id)), site.env);
    token = tokens().access();
  }

  private TokenIssuer.UserTokens tokens() {
    return site.tokens(TokenSite.client(true), TokenSite.user(GroupClaims.NONE, Map.of()));
  }

  private UserAccess read(String text) {
    return reader.read(text, SignedIn.API_SCOPE);
  }

  private void expect(String text, TokenFault fault) {
    assertThat(read(token).username()).as("the twin that is good").isEqualTo("alice");
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.refusal()).isEqualTo(new Refusal.TokenNotAccepted(fault)));
  }

  private SigningKey key(KeyUse use) {
    return site.keys.signing(use, site.env.now());
  }

  private static String text(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  /// The same token with another header and payload, signed by that key.
  private String signed(
      SigningKey by, UnaryOperator<String> header, UnaryOperator<String> payload) {
    var parts = token.split("\\.", -1);
    var head =
        BASE64.encodeToString(header.apply(text(parts[0])).getBytes(StandardCharsets.UTF_8))
            + "."
            + BASE64.encodeToString(payload.apply(text(parts[1])).getBytes(StandardCharsets.UTF_8));
    return head + "." + BASE64.encodeToString(by.sign(head.getBytes(StandardCharsets.US_ASCII)));
  }

  private String withClaims(UnaryOperator<String> payload) {
    return signed(key(KeyUse.ACCESS), UnaryOperator.identity(), payload);
  }

  private String withHeader(UnaryOperator<String> header) {
    return signed(key(KeyUse.ACCESS), header, UnaryOperator.identity());
  }

  @Test
  void a_token_of_ours_says_who_presents_it() {
    assertThat(read(token))
        .isEqualTo(
            new UserAccess(
                TokenSite.POOL,
                TokenSite.CLIENT,
                TokenSite.SUB,
                "alice",
                Optional.of(TokenSite.SESSION.originJti().toString()),
                Set.of(SignedIn.API_SCOPE),
                TokenSite.START.truncatedTo(java.time.temporal.ChronoUnit.SECONDS)));
  }

  @Test
  void tc_23_a_token_that_cannot_be_revoked_names_no_sign_in() {
    var plain =
        site.tokens(TokenSite.client(false), TokenSite.user(GroupClaims.NONE, Map.of())).access();
    assertThat(read(plain).originJti()).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> jw_01_jw_03_another_algorithm() {
    return Stream.of("none", "None", "nOnE", "", "HS256", "RS384", "RS512", "PS256", "ES256")
        .map(name ->
            DynamicTest.dynamicTest(
                "alg " + name,
                () ->
                    expect(
                        withHeader(header -> header.replace("RS256", name)), TokenFault.INVALID)));
  }

  @Test
  void jw_01_no_signature() {
    var head = token.substring(0, token.lastIndexOf('.') + 1);
    expect(head, TokenFault.WRONG_SIGNATURE);
    expect(head.substring(0, head.length() - 1), TokenFault.INVALID);
  }

  @Test
  void jw_02_signed_with_the_public_key_as_a_secret() throws GeneralSecurityException {
    var secret = key(KeyUse.ACCESS).publicKey().getEncoded();
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    var parts = token.split("\\.", -1);
    for (var alg : List.of("HS256", "RS256")) {
      var header =
          BASE64.encodeToString(
              text(parts[0]).replace("RS256", alg).getBytes(StandardCharsets.UTF_8));
      var head = header + "." + parts[1];
      var forged =
          head + "." + BASE64.encodeToString(mac.doFinal(head.getBytes(StandardCharsets.US_ASCII)));
      expect(forged, alg.equals("HS256") ? TokenFault.INVALID : TokenFault.WRONG_SIGNATURE);
    }
  }

  @Test
  void jw_04_another_payload_or_signature() {
    var parts = token.split("\\.", -1);
    var altered = text(parts[1]).replace("alice", "admin");
    expect(
        parts[0]
            + "."
            + BASE64.encodeToString(altered.getBytes(StandardCharsets.UTF_8))
            + "."
            + parts[2],
        TokenFault.WRONG_SIGNATURE);
    expect(
        parts[0] + "." + parts[1] + "." + tokens().access().split("\\.", -1)[2],
        TokenFault.WRONG_SIGNATURE);
  }

  @Test
  void jw_05_another_key_under_the_same_kid() {
    expect(
        signed(
            other.keys.signing(KeyUse.ACCESS, site.env.now()),
            UnaryOperator.identity(),
            UnaryOperator.identity()),
        TokenFault.WRONG_SIGNATURE);
  }

  @TestFactory
  Stream<DynamicTest> jw_06_a_kid_that_is_none_of_the_pool() {
    return Stream.of(
            "unknown",
            "../../dev/null",
            "' OR 1=1 --",
            "",
            "k".repeat(10_240),
            other.keys.signing(KeyUse.ACCESS, site.env.now()).kid(),
            key(KeyUse.ID).kid())
        .map(kid ->
            DynamicTest.dynamicTest(
                "kid " + (kid.length() > 60 ? "long" : kid),
                () ->
                    expect(
                        withHeader(_ -> "{\"kid\":\"" + kid + "\",\"alg\":\"RS256\"}"),
                        TokenFault.INVALID)));
  }

  @TestFactory
  Stream<DynamicTest> jw_06_jw_07_jw_08_jw_09_jw_17_a_header_that_is_not_ours() {
    var kid = key(KeyUse.ACCESS).kid();
    return Stream.of(
            "{\"alg\":\"RS256\"}",
            "{\"kid\":[\"" + kid + "\"],\"alg\":\"RS256\"}",
            "{\"kid\":\"" + kid + "\",\"alg\":[\"RS256\"]}",
            "{\"kid\":\"" + kid + "\",\"alg\":\"none\",\"alg\":\"RS256\"}",
            "{\"kid\":\"" + kid + "\",\"alg\":\"RS256\",\"jku\":\"https://evil.example/keys\"}",
            "{\"kid\":\"" + kid + "\",\"alg\":\"RS256\",\"jwk\":{\"kty\":\"RSA\"}}",
            "{\"kid\":\"" + kid + "\",\"alg\":\"RS256\",\"x5u\":\"https://evil.example/\"}",
            "{\"kid\":\"" + kid + "\",\"alg\":\"RS256\",\"crit\":[\"exp\"],\"exp\":1}",
            "{\"kid\":\"" + kid + "\",\"alg\":\"RS256\",\"b64\":false}",
            "{\"kid\":\"" + kid + "\",\"alg\":\"RS256\",\"zip\":\"DEF\"}",
            "{\"kid\":\"" + kid + "\",\"alg\":\"RS256\",\"enc\":\"A256GCM\"}",
            "[]",
            "null",
            "")
        .map(header ->
            DynamicTest.dynamicTest(
                "header " + header, () -> expect(withHeader(_ -> header), TokenFault.INVALID)));
  }

  @TestFactory
  Stream<DynamicTest> jw_09_jw_10_jw_11_jw_12_claims_that_are_not_ours() {
    return Stream.<Map.Entry<String, UnaryOperator<String>>>of(
            Map.entry("sub twice", p -> p.replace("{", "{\"sub\":\"x\",")),
            Map.entry("exp as text", p -> p.replaceAll("\"exp\":(\\d+)", "\"exp\":\"$1\"")),
            Map.entry("exp with a fraction", p -> p.replaceAll("\"exp\":(\\d+)", "\"exp\":$1.5")),
            Map.entry("exp too large", p -> p.replaceAll("\"exp\":\\d+", "\"exp\":1e308")),
            Map.entry("no exp", p -> p.replaceAll("\"exp\":\\d+,", "")),
            Map.entry("no iat", p -> p.replaceAll("\"iat\":\\d+,", "")),
            Map.entry("iat ahead", p -> p.replaceAll("\"iat\":\\d+", "\"iat\":1527817428")),
            Map.entry("no use", p -> p.replace("\"token_use\":\"access\",", "")),
            Map.entry("use of an ID token", p -> p.replace("\"access\"", "\"id\"")),
            Map.entry("no user", p -> p.replace(",\"username\":\"alice\"", "")),
            Map.entry("no subject", p -> p.replace("\"sub\":", "\"sup\":")),
            Map.entry("no client", p -> p.replace("\"client_id\":", "\"client\":")),
            Map.entry("a client of no shape", p -> p.replace("14aq5ll5b1it6f62uefem6aqhn", "a b")),
            Map.entry("no issuer", p -> p.replace("\"iss\":", "\"is\":")),
            Map.entry("another host", p -> p.replace("cognito-idp.us-east-1", "evil")),
            Map.entry("another pool", p -> p.replace("us-east-1_7E8IsxCGC", OTHER_POOL.value())),
            Map.entry("no pool", p -> p.replace("us-east-1_7E8IsxCGC", "us-east-1_Nobody")),
            Map.entry("no object", _ -> "[]"),
            Map.entry("nothing", _ -> ""))
        .map(row ->
            DynamicTest.dynamicTest(
                row.getKey(), () -> expect(withClaims(row.getValue()), TokenFault.INVALID)));
  }

  @Test
  void jw_10_expired_to_the_second() {
    site.clock.advance(Duration.ofMinutes(59).plusSeconds(59));
    assertThat(read(token).username()).isEqualTo("alice");
    site.clock.advance(Duration.ofSeconds(1));
    assertThatThrownBy(() -> read(token))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e ->
                assertThat(e.refusal())
                    .isEqualTo(new Refusal.TokenNotAccepted(TokenFault.EXPIRED)));
    assertThatThrownBy(() -> read(withClaims(p -> p.replaceAll("\"exp\":\\d+", "\"exp\":-1"))))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void jw_11_jw_15_an_id_token_and_a_machines_token() {
    expect(tokens().id(), TokenFault.INVALID);
    var machine =
        site.issuer.machineToken(
            TokenSite.client(true),
            Issuer.aws().of(TokenSite.POOL),
            key(KeyUse.ACCESS),
            new LinkedHashSet<>(List.of(SignedIn.API_SCOPE)));
    expect(machine, TokenFault.INVALID);
  }

  @Test
  void jw_13_a_scope_that_is_there_twice_is_one() {
    var twice = SignedIn.API_SCOPE + " openid  openid " + SignedIn.API_SCOPE;
    assertThat(read(withClaims(p -> p.replace(SignedIn.API_SCOPE, twice))).scopes())
        .containsExactlyInAnyOrder(SignedIn.API_SCOPE, "openid", "");
  }

  @Test
  void jw_13_the_scope_that_the_operation_asks_for() {
    for (var scope :
        List.of(
            "openid", "", "aws.cognito.signin.user.admin2", "x.aws.cognito.signin.user.admin")) {
      expect(withClaims(p -> p.replace(SignedIn.API_SCOPE, scope)), TokenFault.WITHOUT_SCOPE);
    }
    assertThat(
            read(withClaims(p -> p.replace(SignedIn.API_SCOPE, "openid " + SignedIn.API_SCOPE)))
                .scopes())
        .hasSize(2);
  }

  @TestFactory
  Stream<DynamicTest> jw_17_jw_18_what_is_no_signed_token() {
    return Stream.of(
            "",
            ".",
            "..",
            "...",
            ".".repeat(10_000),
            ".".repeat(100_000),
            "a".repeat(1_000_000),
            "{\"payload\":\"e30\",\"signatures\":[]}",
            "eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiUlNBLU9BRVAifQ.a.b.c.d")
        .map(text ->
            DynamicTest.dynamicTest(
                text.length() + " characters", () -> expect(text, TokenFault.INVALID)));
  }

  @Test
  void jw_19_each_part_has_one_spelling() {
    var parts = token.split("\\.", -1);
    for (int i = 0; i < 3; i++) {
      for (var spelled :
          List.of(
              parts[i] + "=",
              parts[i] + "\n",
              " " + parts[i],
              parts[i] + "A",
              parts[i].replace('-', '+').replace('_', '/') + "+")) {
        var other = parts.clone();
        other[i] = spelled;
        assertThatThrownBy(() -> read(String.join(".", other)))
            .as(spelled)
            .isInstanceOf(RefusedException.class);
      }
    }
    assertThat(stray(parts[2])).isNotEqualTo(parts[2]);
    expect(parts[0] + "." + parts[1] + "." + stray(parts[2]), TokenFault.INVALID);
  }

  /// Damage of every kind, and re-signed damage of header and payload, as if the key had leaked: an
  /// answer of the contract, and never another user.
  @Test
  void jw_04_fuzzed_tokens_are_refused() {
    var fuzzing = Fuzzing.of(4_000);
    var good = token.getBytes(StandardCharsets.US_ASCII);
    while (fuzzing.next()) {
      var text =
          fuzzing.random().nextBoolean()
              ? new String(fuzzing.damaged(good, PARTS), StandardCharsets.ISO_8859_1)
              : signed(key(KeyUse.ACCESS), part -> damagedBeyondSpace(fuzzing, part), part -> part);
      if (!text.equals(token)) {
        assertThatThrownBy(() -> read(text))
            .as("%s: %s", fuzzing, text)
            .isInstanceOfSatisfying(
                RefusedException.class,
                e -> assertThat(e.refusal()).isInstanceOf(Refusal.TokenNotAccepted.class));
      }
    }
  }

  @Test
  void jw_10_fuzzed_claims_are_read_or_refused() {
    var fuzzing = Fuzzing.of(4_000);
    while (fuzzing.next()) {
      var text = withClaims(part -> damaged(fuzzing, part));
      try {
        assertThat(read(text).poolId()).as("%s: %s", fuzzing, text).isEqualTo(TokenSite.POOL);
      } catch (RefusedException refused) {
        assertThat(refused.refusal()).isInstanceOf(Refusal.TokenNotAccepted.class);
      }
    }
  }

  /// White space between what JSON consists of changes nothing (RFC 8259 §2).
  private static String damagedBeyondSpace(Fuzzing fuzzing, String part) {
    var damaged = damaged(fuzzing, part);
    return damaged.replaceAll("[ \t\r\n]", "").equals(part) ? part : damaged;
  }

  private static String damaged(Fuzzing fuzzing, String part) {
    var bytes = part.getBytes(StandardCharsets.UTF_8);
    var damaged = fuzzing.damaged(bytes, PARTS);
    return new String(damaged, StandardCharsets.UTF_8);
  }

  /// The same bytes with other bits behind the last one: of 256 bytes, four are left over.
  private static String stray(String part) {
    var last = part.charAt(part.length() - 1);
    return part.substring(0, part.length() - 1) + (char) (last + 1);
  }
}
