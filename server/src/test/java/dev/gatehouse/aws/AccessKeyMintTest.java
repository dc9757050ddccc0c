package dev.gatehouse.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.crypto.UnsealException;
import dev.gatehouse.env.Env;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Ids and secrets of access keys.
class AccessKeyMintTest {
  private final OpenSealer sealer = new OpenSealer();
  private final Env env = new Env(ManualClock.atStart(), new SeededRandom(7));
  private final AccessKeyMint mint = new AccessKeyMint(env, sealer);

  @Test
  void a_lasting_key_has_the_shape_of_an_aws_key_and_is_sealed_to_its_id() {
    var minted = mint.longLived("ci", AccessPolicy.ADMINISTRATOR);
    var row = minted.row();
    assertThat(row.id()).matches("AKIA[A-Z2-7]{16}");
    assertThat(minted.secret()).matches("[A-Za-z0-9+/]{40}");
    assertThat(minted.sessionToken()).isEmpty();
    assertThat(row.description()).isEqualTo("ci");
    assertThat(row.enabled()).isTrue();
    assertThat(row.policy())
        .isEqualTo("{\"Statements\":[{\"Actions\":[\"*\"],\"Pools\":[\"*\"]}]}");
    assertThat(row.createdAt()).isEqualTo(ManualClock.START);
    assertThat(row.expiresAt()).isEmpty();
    assertThat(row.parent()).isEmpty();
    assertThat(sealer.open(row.secret().bytes(), "access-key|" + row.id()))
        .isEqualTo(minted.secret().getBytes(StandardCharsets.US_ASCII));
    assertThatThrownBy(() -> sealer.open(row.secret().bytes(), "access-key|AKIAOTHER"))
        .isInstanceOf(UnsealException.class);
  }

  @Test
  void a_temporary_key_has_a_token_an_end_and_a_parent() {
    var minted = mint.temporary("AKIAPARENT", AccessPolicy.ADMINISTRATOR, Duration.ofMinutes(15));
    var row = minted.row();
    assertThat(row.id()).matches("ASIA[A-Z2-7]{16}");
    assertThat(row.parent()).isEqualTo(Optional.of("AKIAPARENT"));
    assertThat(row.expiresAt()).contains(ManualClock.START.plusSeconds(900));
    var token = minted.sessionToken().orElseThrow();
    assertThat(token).matches("[A-Za-z0-9+/]{128}");
    assertThat(sealer.open(row.sessionToken().orElseThrow().bytes(), "session-token|" + row.id()))
        .isEqualTo(token.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void in_07_neither_a_minted_key_nor_a_claim_prints_its_secrets() {
    var minted = mint.temporary("AKIAPARENT", AccessPolicy.ADMINISTRATOR, Duration.ofMinutes(15));
    var claim =
        new SignatureClaim(
            "AKIA",
            new SigningScope("20261125", "us-east-1", "cognito-idp"),
            "20261125T000000Z",
            List.of("host"),
            "0".repeat(64),
            Optional.empty(),
            minted.sessionToken());

    assertThat(minted).hasToString("Minted[" + minted.row().id() + "]");
    assertThat(claim)
        .hasToString("SignatureClaim[AKIA/20261125/us-east-1/cognito-idp/aws4_request]");
  }

  @Test
  void no_two_keys_are_alike() {
    var one = mint.longLived("", AccessPolicy.ADMINISTRATOR);
    var other = mint.longLived("", AccessPolicy.ADMINISTRATOR);
    assertThat(one.row().id()).isNotEqualTo(other.row().id());
    assertThat(one.secret()).isNotEqualTo(other.secret());
  }
}
