/// The extension API: what Cognito's API cannot say (design D16). Same protocol and dispatcher as
/// `aws`, target `GatehouseService.<Operation>`, signing name `gatehouse`.
@NullMarked
package dev.gatehouse.admin;

import org.jspecify.annotations.NullMarked;
