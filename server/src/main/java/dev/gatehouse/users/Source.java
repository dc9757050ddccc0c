package dev.gatehouse.users;

import dev.gatehouse.env.Network;
import dev.gatehouse.pool.AppClient;
import java.util.Optional;

/// Where a call comes from, as far as it is counted (BF-06, BF-10).
///
/// One address stands for one person, a household, an office: what a stranger does from there has a
/// limit. An application's server stands for all of its users. It is known by what it proves: an
/// administrator's signature, or a client's secret. A secret inside an app that anybody can unpack
/// is none (RFC 6749 §2.1).
///
/// @param network as of [Network]; empty for who speaks for many, and is not counted
public record Source(Optional<String> network) {
  /// An application's server, or an administrator.
  public static final Source OF_MANY = new Source(Optional.empty());

  /// Of a call that shows neither.
  ///
  /// @param peer the address of the client, as the HTTP server believes it: from a header of a
  ///   configured proxy alone
  public static Source of(String peer) {
    return new Source(Optional.of(Network.of(peer)));
  }

  /// Of a call that must show its client's secret where that has one, or that shows an access
  /// token, which the client got by its secret.
  public static Source of(AppClient client, String peer) {
    return client.confidential() ? OF_MANY : of(peer);
  }
}
