package dev.gatehouse.authn;

import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import java.util.Map;
import java.util.Optional;

/// What a call brings, by name: `AuthParameters` or `ChallengeResponses` (behaviour reference users
/// §3.1, §3.5). Names that the flow does not know are ignored, as by the service.
public record Parameters(Map<String, String> values) {
  public Parameters {
    values = Map.copyOf(values);
  }

  /// The value; an empty one counts as absent (assumed).
  Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /// @throws RefusedException with [Refusal.MissingParameter]
  String require(String name) {
    return find(name).orElseThrow(() -> missing(name));
  }

  /// As [#require], but an empty value is one: a proof of nothing is a wrong proof (SR-03).
  ///
  /// @throws RefusedException with [Refusal.MissingParameter]
  String requirePresent(String name) {
    return Optional.ofNullable(values.get(name)).orElseThrow(() -> missing(name));
  }

  private static RefusedException missing(String name) {
    return new RefusedException(new Refusal.MissingParameter(name));
  }

  /// Says nothing of the values, among which are passwords.
  @Override
  public String toString() {
    return "Parameters" + values.keySet();
  }
}
