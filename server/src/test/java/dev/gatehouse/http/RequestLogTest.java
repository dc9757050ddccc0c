package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.env.RequestNotes;
import dev.gatehouse.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The bounds of the request log (ui 9.3).
class RequestLogTest {
  private final RequestLog log = new RequestLog(3, 5, ManualClock.atStart());

  private static AccessLog.Entry entry(String id, String pool) {
    var notes = new RequestNotes();
    notes.list();
    if (!pool.isEmpty()) {
      notes.subject(pool);
    }
    return new AccessLog.Entry(
        id, "127.0.0.1", "POST", "/", 200, 0, Duration.ZERO, Optional.empty(), notes);
  }

  private void answered(String pool, int from, int to) {
    IntStream.rangeClosed(from, to).forEach(i -> log.answered(entry(pool + i, pool)));
  }

  private List<String> ids() {
    return log.newestFirst().stream().map(line -> line.entry().requestId()).toList();
  }

  @Test
  void a_pool_keeps_its_last_ones() {
    answered("a", 1, 5);

    assertThat(ids()).containsExactly("a5", "a4", "a3");
    assertThat(log.newestFirst().stream().map(RequestLog.Line::number)).containsExactly(5L, 4L, 3L);
  }

  @Test
  void a_busy_pool_pushes_nothing_out_of_a_quiet_one() {
    answered("quiet", 1, 2);
    answered("busy", 1, 1_000);

    assertThat(ids()).containsExactly("busy1000", "busy999", "busy998", "quiet2", "quiet1");
  }

  @Test
  void in_all_the_oldest_goes_first_of_whichever_pool() {
    answered("a", 1, 2);
    answered("b", 1, 2);
    answered("", 1, 2);
    assertThat(ids()).containsExactly("2", "1", "b2", "b1", "a2");

    answered("c", 1, 2);
    assertThat(ids()).containsExactly("c2", "c1", "2", "1", "b2");

    answered("a", 3, 3);
    assertThat(ids())
        .as("a pool that was empty begins anew")
        .containsExactly("a3", "c2", "c1", "2", "1");
  }

  @Test
  void it_wants_what_a_handler_has_put_on_the_list_and_nothing_when_it_is_off() {
    var listed = entry("1", "").notes();

    assertThat(log.wants(listed)).isTrue();
    assertThat(log.wants(new RequestNotes())).isFalse();
    assertThat(new RequestLog(0, 0, ManualClock.atStart()).wants(listed)).isFalse();
  }

  /// Sixteen kilobytes of header lines in each of ten thousand lines would be 160 MB.
  @Test
  void of_what_a_caller_chooses_little_is_kept() {
    var notes = entry("1", "").notes();
    var path = "/" + "x".repeat(8_000);
    log.answered(
        new AccessLog.Entry(
            "1",
            "127.0.0.1",
            "M".repeat(8_000),
            path,
            200,
            7,
            Duration.ofMillis(3),
            Optional.of("agent"),
            notes));

    assertThat(log.newestFirst().getFirst().entry())
        .isEqualTo(
            new AccessLog.Entry(
                "1",
                "127.0.0.1",
                "M".repeat(20),
                path.substring(0, 200),
                200,
                7,
                Duration.ofMillis(3),
                Optional.empty(),
                notes));
  }

  @Test
  void of_two_listeners_each_hears_what_it_wants() {
    var both = AccessLog.NONE.and(log);
    var listed = entry("1", "");

    assertThat(both.wants(new RequestNotes())).isFalse();
    assertThat(both.wants(listed.notes())).isTrue();
    both.answered(listed);
    assertThat(ids()).containsExactly("1");
  }
}
