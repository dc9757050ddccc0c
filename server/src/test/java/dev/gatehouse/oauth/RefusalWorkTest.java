package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.crypto.Digests;
import dev.gatehouse.testing.Work;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whether the work of a refusal tells an unknown client from a known one with a wrong secret, or
/// how many secrets it has (TE-23): the bytes that the thread takes from the heap, which no other
/// work on the machine changes. One digest too few or too many shows. What a client of the network
/// can tell by time, `./gatehouse bench` measures as EN-06 says.
class RefusalWorkTest {
  private static final String TWO_SECRETS = "14aq5ll5b1it6f62uefem6two2";
  private static final String UNKNOWN = "14aq5ll5b1it6f62uefem6unkn";

  @TempDir Path folder;
  private final Installation.Setup setup = new Installation.Setup();

  @BeforeEach
  void withoutThrottle() {
    setup.wrongSecretsMax = 0;
  }

  @Test
  void te_23_a_refusal_does_the_same_work_whatever_its_reason() {
    try (var installation = new Installation(folder, setup)) {
      installation.addClient(
          Installation.POOL,
          TWO_SECRETS,
          Installation.MACHINE,
          Installation.SECRET,
          "another" + Installation.SECRET);
      for (var shown :
          List.of("0" + Installation.SECRET.substring(1), "short", "long".repeat(50))) {
        var kinds =
            Work.bytes(
                refusal(installation, UNKNOWN, shown),
                refusal(installation, Installation.CLIENT, shown),
                refusal(installation, TWO_SECRETS, shown),
                () -> Digests.sha256(shown.getBytes(StandardCharsets.UTF_8)));
        var digest = kinds[3];
        assertThat(digest).isPositive();
        for (int i = 1; i < 3; i++) {
          assertThat(Math.abs(kinds[i] - kinds[0])).as(shown + ": " + i).isLessThan(digest / 2);
        }
      }
    }
  }

  /// Of 10,000 scopes no more are taken apart than a client can have: the rest is copied once.
  @Test
  void te_14_many_scopes_are_no_more_work_than_one_as_long() {
    try (var installation = new Installation(folder, setup)) {
      var many = "transactions/get ".repeat(10_000);
      var one = "a".repeat(many.length());
      var ofMany = Work.bytesOf(scope(installation, many));
      var ofOne = Work.bytesOf(scope(installation, one));
      assertThat(ofMany).isBetween(2L * many.length(), ofOne + 2L * many.length());
    }
  }

  private static Runnable scope(Installation installation, String scope) {
    var call =
        TokenCall.of(installation)
            .basic(Installation.CLIENT, Installation.SECRET)
            .raw("scope=" + scope.replace(' ', '+'));
    return () -> assertThat(call.answer()).isEqualTo("400 {\"error\":\"invalid_scope\"}");
  }

  private static Runnable refusal(Installation installation, String id, String secret) {
    var call = TokenCall.of(installation).basic(id, secret);
    return () -> assertThat(call.answer()).isEqualTo("400 {\"error\":\"invalid_client\"}");
  }
}
