package dev.gatehouse.store;

import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.OTHER_POOL;
import static dev.gatehouse.store.Rows.POOL;
import static dev.gatehouse.store.Rows.sub;
import static dev.gatehouse.store.UserPages.Position.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.pool.SearchAttribute;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.pool.UserSub;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every store must do when users are listed: each one once, in one order, page by page
/// (behaviour reference §2.8).
public abstract class UserPagesContract extends StoreUnderTest {
  /// The `n`th user's given name.
  private static final List<String> GIVEN =
      List.of("Ann", "anna", "ANN", "Bob", "ann", "Änne", "雪", "ann\uD83E\uDD9E", "Anñ", "annz");

  private static Users.Row user(int n) {
    return Rows.user(POOL, sub(n), "User" + n)
        .withAttributes(Map.of("given_name", GIVEN.get(n)))
        .withStatus(n % 3 == 0 ? UserStatus.CONFIRMED : UserStatus.UNCONFIRMED)
        .withEnabled(n % 4 != 0);
  }

  private void fill() {
    write(tx -> {
      for (int n = GIVEN.size() - 1; n >= 0; n--) {
        tx.users().insert(user(n), Set.of());
      }
      tx.users()
          .insert(
              Rows.user(OTHER_POOL, sub(3), "User3").withAttributes(Map.of("given_name", "Ann")),
              Set.of());
    });
  }

  @Test
  void estimates_how_many_there_are_from_a_few_and_counts_those() {
    assertThat(estimate(10)).isZero();
    fill();
    assertThat(estimate(GIVEN.size() + 1)).isEqualTo(GIVEN.size());
    write(tx -> {
      for (int i = 0; i < 40; i++) {
        var sub =
            new UserSub("%08x-0000-7000-0000-000000000000".formatted((i + 1) * (1L << 32) / 41));
        tx.users().insert(Rows.user(OTHER_POOL, sub, "spread" + i), Set.of());
      }
    });
    int all = store.read(tx -> tx.userPages().estimate(OTHER_POOL, 10));
    // The tenth is a quarter of the way, and `fill` has made one more.
    assertThat(all).isBetween(41, 46);
  }

  private int estimate(int sample) {
    return store.read(tx -> tx.userPages().estimate(POOL, sample));
  }

  /// What a page is when the last one ended with this row.
  private interface Pages {
    List<Users.Row> after(UserPages pages, Optional<Users.Row> last);
  }

  /// Everything, by pages of every size.
  private void assertPages(List<Integer> expected, Function<Integer, Pages> bySize) {
    for (int size = 1; size <= expected.size() + 1; size++) {
      var limit = size;
      var pages = bySize.apply(limit);
      var all = new ArrayList<Users.Row>();
      List<Users.Row> page;
      do {
        var last = all.isEmpty() ? Optional.<Users.Row>empty() : Optional.of(all.getLast());
        page = store.<List<Users.Row>>read(tx -> pages.after(tx.userPages(), last));
        assertThat(page).hasSizeLessThanOrEqualTo(limit);
        all.addAll(page);
      } while (page.size() == limit);
      assertThat(all).as("pages of %s", limit).isEqualTo(rows(expected));
    }
  }

  private static List<Users.Row> rows(List<Integer> numbers) {
    return numbers.stream().map(UserPagesContract::user).toList();
  }

  private static Optional<UserSub> subOf(Optional<Users.Row> last) {
    return last.map(Users.Row::sub);
  }

  @Test
  void lists_all_users_of_a_pool_by_sub() {
    fill();
    var everybody = IntStream.range(0, GIVEN.size()).boxed().toList();

    assertPages(everybody, limit -> (pages, last) -> pages.list(POOL, subOf(last), limit));
    assertPages(
        everybody, limit -> (pages, last) -> pages.listBySub(POOL, "0000000", subOf(last), limit));
    assertPages(
        List.of(7),
        limit -> (pages, last) -> pages.listBySub(POOL, sub(7).value(), subOf(last), limit));
    for (var nobody : List.of("00000001-F", "g", "zz", "\udbff\udfff")) {
      assertPages(
          List.of(), limit -> (pages, last) -> pages.listBySub(POOL, nobody, subOf(last), limit));
    }
  }

  @Test
  void lists_the_users_of_a_status_and_those_who_are_enabled_by_sub() {
    fill();

    assertPages(
        List.of(0, 3, 6, 9),
        limit ->
            (pages, last) -> pages.listByStatus(POOL, UserStatus.CONFIRMED, subOf(last), limit));
    assertPages(
        List.of(),
        limit -> (pages, last) -> pages.listByStatus(POOL, UserStatus.UNKNOWN, subOf(last), limit));
    assertPages(
        List.of(0, 4, 8),
        limit -> (pages, last) -> pages.listByEnabled(POOL, false, subOf(last), limit));
    assertPages(
        List.of(1, 2, 3, 5, 6, 7, 9),
        limit -> (pages, last) -> pages.listByEnabled(POOL, true, subOf(last), limit));
  }

  @Test
  void lists_the_users_with_a_value_whatever_its_case_by_sub() {
    fill();

    assertPages(List.of(0, 2, 4), limit -> byValue(SearchAttribute.GIVEN_NAME, "aNN", limit));
    assertPages(List.of(5), limit -> byValue(SearchAttribute.GIVEN_NAME, "äNNE", limit));
    assertPages(List.of(), limit -> byValue(SearchAttribute.GIVEN_NAME, "an", limit));
    assertPages(List.of(), limit -> byValue(SearchAttribute.EMAIL, "ann", limit));
    assertPages(List.of(3), limit -> byValue(SearchAttribute.USERNAME, "User3", limit));
    assertPages(List.of(), limit -> byValue(SearchAttribute.USERNAME, "user3", limit));
  }

  private static Pages byValue(SearchAttribute attribute, String value, int limit) {
    return (pages, last) -> pages.listByValue(POOL, attribute, value, subOf(last), limit);
  }

  @Test
  void lists_the_users_with_a_prefix_by_value_in_byte_order_then_by_sub() {
    fill();
    var ann = List.of(0, 2, 4, 1, 9, 7);

    assertPages(ann, limit -> byPrefix(SearchAttribute.GIVEN_NAME, "ANN", limit));
    assertPages(
        List.of(0, 2, 4, 1, 9, 7, 8), limit -> byPrefix(SearchAttribute.GIVEN_NAME, "an", limit));
    assertPages(
        List.of(0, 2, 4, 1, 9, 7, 8, 3, 5, 6),
        limit -> byPrefix(SearchAttribute.GIVEN_NAME, "", limit));
    assertPages(List.of(6), limit -> byPrefix(SearchAttribute.GIVEN_NAME, "雪", limit));
    assertPages(List.of(), limit -> byPrefix(SearchAttribute.GIVEN_NAME, "an%", limit));
    assertPages(List.of(), limit -> byPrefix(SearchAttribute.USERNAME, "user", limit));
    assertPages(List.of(5), limit -> byPrefix(SearchAttribute.USERNAME, "User5", limit));
  }

  private static Pages byPrefix(SearchAttribute attribute, String prefix, int limit) {
    return (pages, last) ->
        pages.listByPrefix(POOL, attribute, prefix, last.map(row -> after(row, attribute)), limit);
  }

  @Test
  void lists_the_users_of_a_group_by_sub() {
    fill();
    write(tx -> {
      tx.groups().insert(Rows.group(POOL, "even"));
      tx.groups().insert(Rows.group(POOL, "odd"));
      for (int n = 0; n < GIVEN.size(); n++) {
        tx.groupMembers().add(POOL, n % 2 == 0 ? "even" : "odd", sub(n));
      }
    });

    assertPages(
        List.of(0, 2, 4, 6, 8),
        limit -> (pages, last) -> pages.listByGroup(POOL, "even", subOf(last), limit));
    assertPages(
        List.of(), limit -> (pages, last) -> pages.listByGroup(POOL, "none", subOf(last), limit));
  }

  @Test
  void a_user_is_found_by_what_he_has_now() {
    fill();
    var before = user(3);
    var after = before.withAttributes(Map.of("given_name", "Rob", "family_name", "Roy")).next(NOW);
    write(tx -> tx.users().update(after));

    assertThat(found(SearchAttribute.GIVEN_NAME, "bob")).isEmpty();
    assertThat(found(SearchAttribute.GIVEN_NAME, "rob")).containsExactly(after);
    assertThat(found(SearchAttribute.FAMILY_NAME, "roy")).containsExactly(after);
    assertThat(found(SearchAttribute.USERNAME, "User3")).containsExactly(after);

    var last = after.withAttributes(Map.of("given_name", "ROB")).next(NOW);
    write(tx -> tx.users().update(last));
    assertThat(found(SearchAttribute.GIVEN_NAME, "rob")).containsExactly(last);
    assertThat(found(SearchAttribute.FAMILY_NAME, "roy")).isEmpty();
    assertThatThrownBy(() -> after(last, SearchAttribute.FAMILY_NAME))
        .isInstanceOf(IllegalArgumentException.class);

    write(tx -> tx.users().delete(POOL, sub(3)));
    assertThat(found(SearchAttribute.GIVEN_NAME, "rob")).isEmpty();
    assertThat(found(SearchAttribute.USERNAME, "User3")).isEmpty();
  }

  @Test
  void who_comes_or_goes_moves_nobody_to_another_page() {
    fill();
    var first = store.<List<Users.Row>>read(tx -> tx.userPages().list(POOL, Optional.empty(), 4));
    write(tx -> {
      tx.users().delete(POOL, sub(1));
      tx.users().delete(POOL, sub(3)); // The page ended with it.
    });

    var rest =
        store.<List<Users.Row>>read(
            tx -> tx.userPages().list(POOL, Optional.of(first.getLast().sub()), 4));
    assertThat(rest).isEqualTo(rows(List.of(4, 5, 6, 7)));
  }

  private List<Users.Row> found(SearchAttribute attribute, String value) {
    return store.read(
        tx -> tx.userPages().listByValue(POOL, attribute, value, Optional.empty(), 10));
  }
}
