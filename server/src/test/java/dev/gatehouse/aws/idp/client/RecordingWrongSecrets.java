package dev.gatehouse.aws.idp.client;

import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.token.WrongSecrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Notes every wrong secret, and has room for a number that a test chooses.
final class RecordingWrongSecrets implements WrongSecrets {
  final List<String> noted = new ArrayList<>();
  int room = Integer.MAX_VALUE;

  @Override
  public void requireRoom(ClientId id, String peer) {
    if (noted.size() >= room) {
      throw new RefusedException(new Refusal.TooManyWrongSecrets(id));
    }
  }

  @Override
  public void note(ClientId id, String peer) {
    noted.add(id + " " + peer);
  }

  @Override
  public Duration window() {
    return Duration.ofMinutes(1);
  }
}
