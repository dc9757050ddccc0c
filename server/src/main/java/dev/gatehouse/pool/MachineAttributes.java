package dev.gatehouse.pool;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// What a client's machine tokens carry beyond Cognito's claims (extension; off by default).
///
/// @param claims name to value: a `String`, `Long`, `Boolean` or `List<String>`; never a reserved
///   name
/// @param audience values of `aud`; empty leaves the claim out, as Cognito does
public record MachineAttributes(SequencedMap<String, Object> claims, List<String> audience) {
  /// No claims, no audience: the plain token.
  public static final MachineAttributes NONE = new MachineAttributes(Map.of(), List.of());

  public MachineAttributes {
    claims = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(claims));
    audience = List.copyOf(audience);
  }

  private MachineAttributes(Map<String, Object> claims, List<String> audience) {
    this(new LinkedHashMap<>(claims), audience);
  }
}
