package dev.gatehouse.admin;

import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.AdministratorName;
import dev.gatehouse.pool.AdministratorRole;
import java.util.List;

/// Whom a request speaks of, and what he is to be. Shapes are in the constraint table.
///
/// @param pools ids, as they are: of pools that may yet be made
record AdministratorRequest(AdministratorName name, AdministratorRole role, List<String> pools) {
  /// @throws dev.gatehouse.pool.RefusedException with `PoolsMissing` or `PoolsNotPossible`
  static AdministratorRequest of(JsonObject request) {
    var role = AdministratorRole.parse(Members.required(request, "Role")).orElseThrow();
    var pools = request.strings("Pools").stream().distinct().toList();
    role.requirePools(pools);
    return new AdministratorRequest(name(request), role, pools);
  }

  static AdministratorName name(JsonObject request) {
    return new AdministratorName(Members.required(request, "Name"));
  }
}
