package dev.gatehouse.store;

import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.UserPoolId;
import java.time.Instant;
import java.util.List;

/// Table `client_secret`: one or two for each confidential client (AC-44).
public interface ClientSecrets {
  /// A client secret as stored.
  ///
  /// @param secretId `<client id>--<epoch seconds>` (AC-45), opaque to callers
  /// @param sealed the secret under the master key, bound to pool, client and secret id
  record Row(
      UserPoolId poolId, ClientId clientId, String secretId, Sealed sealed, Instant createdAt) {}

  /// The client's secrets, oldest first.
  List<Row> list(UserPoolId poolId, ClientId clientId);

  interface Writes extends ClientSecrets {
    /// The caller also updates the client's row, whose version keeps concurrent changes apart.
    ///
    /// @throws dev.gatehouse.pool.RefusedException with `UnknownClient` when there is no such
    ///   client, with `IdTaken` when the client has a secret of that id
    void insert(Row row);

    /// @throws dev.gatehouse.pool.RefusedException with `UnknownSecretId` when there is none
    void delete(UserPoolId poolId, ClientId clientId, String secretId);
  }
}
