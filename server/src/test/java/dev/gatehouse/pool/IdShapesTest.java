package dev.gatehouse.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.SeededRandom;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Shapes that are checked by hand on every request, against the patterns that say the same.
class IdShapesTest {
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]{2,9}){1,3}-\\d{1,2}");
  private static final Pattern POOL = Pattern.compile("(?=.{1,55}$)(" + REGION + ")_[0-9a-zA-Z]+");
  private static final List<String> WRITTEN =
      List.of(
          "us-east-1",
          "us-gov-west-1",
          "eu-isoe-west-1",
          "us-east-12",
          "us-east-123",
          "us-east",
          "us-1",
          "-us-east-1",
          "us--east-1",
          "us-east-1-",
          "US-east-1",
          "us-east-\u0661",
          "us-abcdefghij-1",
          "us-a-b-c-d-1",
          "",
          "-",
          "us-east-1\n");
  private static final String ALPHABET = "aeusZ019-_ \n\u00e9";
  private static final int ROUNDS = 20_000;

  @Test
  void up_01_a_region_has_the_shape_of_its_pattern() {
    for (var text : WRITTEN) {
      expectRegion(text);
    }
    var random = new SeededRandom(1);
    for (int i = 0; i < ROUNDS; i++) {
      expectRegion(damaged("us-gov-east-12", random));
    }
  }

  @Test
  void up_01_a_pool_id_has_the_shape_of_its_pattern() {
    for (var region : WRITTEN) {
      for (var rest : List.of("_a1B2c3D4e", "_", "", "_a_b", "_\u00e9", "_" + "a".repeat(45))) {
        expectPool(region + rest);
      }
      expectPool(region + "_" + "a".repeat(46));
    }
    var random = new SeededRandom(2);
    for (int i = 0; i < ROUNDS; i++) {
      expectPool(damaged("us-east-1_a1B2c3D4e", random));
    }
  }

  private static void expectRegion(String text) {
    assertThat(Region.parse(text).isPresent()).as(text).isEqualTo(REGION.matcher(text).matches());
  }

  private static void expectPool(String text) {
    assertThat(UserPoolId.parse(text).isPresent()).as(text).isEqualTo(POOL.matcher(text).matches());
  }

  /// `text` with up to three characters replaced, put in or taken out.
  private static String damaged(String text, SeededRandom random) {
    var out = new StringBuilder(text);
    for (int changes = random.nextInt(4); changes > 0; changes--) {
      var at = random.nextInt(out.length());
      var c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
      switch (random.nextInt(3)) {
        case 0 -> out.setCharAt(at, c);
        case 1 -> out.insert(at, c);
        default -> out.deleteCharAt(at);
      }
    }
    return out.toString();
  }
}
