package dev.gatehouse.drill;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.SignedApi;
import java.io.IOException;

/// Something that a writer made and changes, and what may be seen of it: the state after the last
/// acknowledged change, or, while the answer to another is outstanding, that change whole.
interface Tracked {
  /// Compares it with what the server says.
  ///
  /// @throws DrillFailure when an acknowledged change is missing or half a change is there
  void verify(SignedApi api, Connection connection) throws IOException;
}
