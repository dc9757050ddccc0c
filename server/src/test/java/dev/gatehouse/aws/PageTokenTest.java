package dev.gatehouse.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.crypto.AesGcmSealer;
import dev.gatehouse.crypto.MasterKey;
import dev.gatehouse.testing.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PageTokenTest {
  private static final MasterKey KEY = MasterKey.mint(new SeededRandom(1));

  private final PageToken pools = token(KEY, 2, "ListUserPools");

  private static PageToken token(MasterKey key, long seed, String operation) {
    return new PageToken(new AesGcmSealer(key, new SeededRandom(seed)), operation);
  }

  @Test
  void ap_12_continues_its_own_list_on_any_node() {
    var issued = pools.issue("us-east-1", "us-east-1_a1B2c3D4e");

    assertThat(issued).matches("[A-Za-z0-9_-]+");
    assertThat(new String(Base64.getUrlDecoder().decode(issued), StandardCharsets.ISO_8859_1))
        .doesNotContain("a1B2c3D4e");
    assertThat(pools.position("us-east-1", issued)).isEqualTo("us-east-1_a1B2c3D4e");
    assertThat(token(KEY, 3, "ListUserPools").position("us-east-1", issued))
        .isEqualTo("us-east-1_a1B2c3D4e");
  }

  @Test
  void ap_12_refuses_the_token_of_another_list_operation_or_installation() {
    var issued = pools.issue("us-east-1", "us-east-1_a1B2c3D4e");

    refuses(pools, "eu-west-1", issued);
    refuses(token(KEY, 2, "ListUserPoolClients"), "us-east-1", issued);
    refuses(token(MasterKey.mint(new SeededRandom(9)), 2, "ListUserPools"), "us-east-1", issued);
  }

  @Test
  void ap_12_refuses_a_token_that_was_altered_anywhere() {
    var issued = pools.issue("us-east-1", "us-east-1_a1B2c3D4e");

    for (int i = 0; i < issued.length() - 1; i++) {
      var other = issued.charAt(i) == 'A' ? 'B' : 'A';
      refuses(pools, "us-east-1", issued.substring(0, i) + other + issued.substring(i + 1));
    }
    for (UnaryOperator<String> change :
        List.<UnaryOperator<String>>of(
            text -> text.substring(1),
            text -> text.substring(0, text.length() - 4),
            text -> text + "AAAA",
            text -> text + "!",
            _ -> "x",
            _ -> "us-east-1_a1B2c3D4e",
            _ -> "é".repeat(5_000))) {
      refuses(pools, "us-east-1", change.apply(issued));
    }
  }

  @Test
  void issues_a_token_only_when_there_is_another_page() {
    assertThat(pools.next("s", List.of("a", "b"), 2, row -> row)).isEmpty();
    assertThat(pools.next("s", List.of("a", "b", "c"), 2, row -> row))
        .hasValueSatisfying(text -> assertThat(pools.position("s", text)).isEqualTo("b"));
  }

  private static void refuses(PageToken tokens, String scope, String text) {
    assertThatExceptionOfType(ApiException.class)
        .as(text)
        .isThrownBy(() -> tokens.position(scope, text))
        .satisfies(refused -> assertThat(refused.error()).isEqualTo(ApiError.INVALID_PAGE_TOKEN))
        .satisfies(refused -> assertThat(refused.text()).isEqualTo("Invalid pagination token."));
  }
}
