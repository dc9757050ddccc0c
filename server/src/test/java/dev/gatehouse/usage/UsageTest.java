package dev.gatehouse.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.env.RequestNotes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What one node keeps in memory.
class UsageTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static RequestNotes of(String client) {
    return of(client, "us-east-1_a");
  }

  private static RequestNotes of(String client, String pool) {
    var notes = new RequestNotes();
    notes.client(client, pool, NOW);
    notes.grant(Grants.CLIENT_CREDENTIALS);
    notes.issued();
    return notes;
  }

  private static List<String> clients(Usage usage, Instant now) {
    return usage.withNew(now).stream().map(LiveCounts::clientId).sorted().toList();
  }

  @Test
  void so_many_clients_are_counted_apart_and_the_others_with_the_server() {
    var usage = new Usage(true, 2, 2);
    for (var client : new String[] {"a", "b", "c", "a"}) {
      usage.answeredToken(of(client), 200, 1);
    }
    assertThat(clients(usage, NOW)).containsExactly("", "a", "b");
  }

  @Test
  void a_pool_takes_its_own_places_alone() {
    var usage = new Usage(true, 3, 2);
    for (var client : new String[] {"a", "b", "c", "d"}) {
      usage.answeredToken(of(client), 200, 1);
    }
    usage.answeredToken(of("e", "us-east-1_b"), 200, 1);
    assertThat(clients(usage, NOW)).containsExactly("", "a", "b", "e");

    var later = NOW.plus(Duration.ofMinutes(11));
    assertThat(clients(usage, later)).isEmpty();
    for (var client : new String[] {"d", "c", "b"}) {
      usage.answeredToken(of(client), 200, 1);
    }
    assertThat(clients(usage, later))
        .as("who is idle gives his back")
        .containsExactly("", "c", "d");
  }

  @Test
  void what_comes_late_of_somebody_idle_is_kept_until_it_is_written() {
    var usage = new Usage(true);
    usage.answeredToken(of("a"), 200, 1);
    var counts = usage.withNew(NOW).getFirst();
    var later = NOW.plus(Duration.ofMinutes(11));
    assertThat(clients(usage, later)).isEmpty();
    counts.answered(of("a"), 200);
    for (int i = 0; i < 3; i++) {
      assertThat(usage.withNew(later)).containsExactly(counts);
      usage.notWritten(counts);
    }
    assertThat(usage.withNew(later)).containsExactly(counts);
    assertThat(usage.withNew(later)).as("written").isEmpty();
  }

  @Test
  void who_is_idle_makes_room() {
    var usage = new Usage(true, 1, 1);
    usage.answeredToken(of("a"), 200, 1);
    assertThat(clients(usage, NOW)).containsExactly("a");
    assertThat(clients(usage, NOW.plus(Duration.ofMinutes(10)))).isEmpty();
    usage.answeredToken(of("b"), 200, 1);
    assertThat(clients(usage, NOW.plus(Duration.ofMinutes(10)))).containsExactly("");

    assertThat(clients(usage, NOW.plus(Duration.ofMinutes(11)))).isEmpty();
    usage.answeredToken(of("b"), 200, 1);
    assertThat(clients(usage, NOW.plus(Duration.ofMinutes(11)))).containsExactly("b");
  }

  @Test
  void switched_off_it_counts_nothing() {
    var usage = new Usage(false);
    usage.answeredToken(of("a"), 200, 1);
    usage.answeredCall(of("a"), 200);
    assertThat(usage.withNew(NOW)).isEmpty();
  }
}
