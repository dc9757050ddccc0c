package dev.gatehouse.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.SeededRandom;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Shapes of what a user is called, against the patterns that say the same; and how values are
/// folded.
class UserShapesTest {
  private static final Pattern SUB =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern USERNAME =
      Pattern.compile("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,128}");
  private static final String OBSERVED = "34c84488-e0e1-70ae-d2ee-991ad1a898c8";
  private static final String ALPHABET = "0189afgAF-_ ";
  private static final int ROUNDS = 20_000;

  @Test
  void section_2_1_a_sub_is_shaped_as_a_uuid_of_any_version() {
    var random = new SeededRandom(1);
    for (var text :
        List.of(OBSERVED, "308c397c-d041-7004-1f15-8453c33428eb", "", OBSERVED + "0", "-")) {
      expectSub(text);
    }
    for (int i = 0; i < ROUNDS; i++) {
      var text = new StringBuilder(OBSERVED);
      text.setCharAt(
          random.nextInt(text.length()), ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      expectSub(text.toString());
    }
  }

  private static void expectSub(String text) {
    assertThat(UserSub.parse(text).isPresent()).as(text).isEqualTo(SUB.matcher(text).matches());
  }

  @Test
  void section_2_1_a_new_sub_has_the_mark_of_current_pools() {
    var random = new SeededRandom(2);
    var subs = java.util.stream.Stream.generate(() -> UserSub.mint(random)).limit(1000).toList();

    assertThat(subs).doesNotHaveDuplicates();
    assertThat(subs).allMatch(sub -> sub.value().startsWith("70", 14));
    assertThat(subs).extracting(sub -> sub.value().charAt(19)).contains('0', '7', 'c', 'f');
  }

  @Test
  void section_2_1_a_username_has_the_characters_of_its_pattern() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      var text = Character.toString(c);
      assertThat(Username.parse(text).isPresent())
          .as("U+%X", c)
          .isEqualTo(USERNAME.matcher(text).matches());
    }
    assertThat(Username.parse("a".repeat(128))).isPresent();
    assertThat(Username.parse("a".repeat(129))).isEmpty();
    assertThat(Username.parse("")).isEmpty();
    assertThatThrownBy(() -> new Username("a b")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void section_2_1_a_sign_in_name_without_case_is_lower_case_whatever_the_locale_is() {
    var name = new LoginName(LoginKind.EMAIL, "İSTANBUL@EXAMPLE.COM");

    assertThat(name.folded().name()).isEqualTo("i̇stanbul@example.com");
    assertThat(name.folded().kind()).isEqualTo(LoginKind.EMAIL);
    assertThat(name.toString()).doesNotContain("EXAMPLE");
    assertThat(LoginName.parse(LoginKind.EMAIL, "")).isEmpty();
    assertThat(LoginName.parse(LoginKind.EMAIL, "a".repeat(512))).isPresent();
    assertThat(LoginName.parse(LoginKind.EMAIL, "a".repeat(513))).isEmpty();
    for (var kind : LoginKind.values()) {
      assertThat(LoginKind.of(kind.attribute())).isEqualTo(kind);
    }
    assertThatThrownBy(() -> LoginKind.of("name")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void section_2_8_only_the_case_of_a_username_counts_in_a_search() {
    assertThat(SearchAttribute.USERNAME.fold("Jane")).isEqualTo("Jane");
    assertThat(SearchAttribute.EMAIL.fold("Jane@Example.com")).isEqualTo("jane@example.com");
    assertThat(SearchAttribute.of("given_name")).contains(SearchAttribute.GIVEN_NAME);
    assertThat(SearchAttribute.of("custom:foo")).isEmpty();
  }

  @Test
  void a_folded_value_ends_where_no_search_reaches_and_never_within_a_character() {
    var lobsters = "\uD83E\uDD9E".repeat(400);

    assertThat(SearchAttribute.NAME.fold("x".repeat(2048))).isEqualTo("x".repeat(512));
    assertThat(SearchAttribute.NAME.fold(lobsters)).isEqualTo(lobsters.substring(0, 512));
    assertThat(SearchAttribute.NAME.fold("x" + lobsters))
        .isEqualTo("x" + lobsters.substring(0, 510));
    // The longest that a filter can ask for.
    assertThat(SearchAttribute.NAME.fold("İ".repeat(256)).length()).isEqualTo(512);
  }

  @Test
  void section_6_6_an_identity_has_a_provider_and_a_subject() {
    assertThat(LinkedIdentity.parse("Google", "108")).isPresent();
    assertThat(LinkedIdentity.parse("", "108")).isEmpty();
    assertThat(LinkedIdentity.parse("Google", "")).isEmpty();
    assertThat(LinkedIdentity.parse("G".repeat(33), "108")).isEmpty();
    assertThat(LinkedIdentity.parse("Google", "1".repeat(513))).isEmpty();
    assertThat(new LinkedIdentity("Google", "jane@example.com").toString())
        .doesNotContain("example");
  }
}
