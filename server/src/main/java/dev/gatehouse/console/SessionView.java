package dev.gatehouse.console;

import dev.gatehouse.aws.AccessKeyMint;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.JsonValue.ObjectBuilder;
import dev.gatehouse.store.Administrators;
import java.time.Duration;
import java.time.Instant;

/// What the page is told of whoever is signed in.
///
/// @param about the server
/// @param idle without any use for so long, the session ends
record SessionView(ConsoleRoutes.About about, Duration idle) {
  ObjectBuilder of(Administrators.Row who, AccessKeyMint.Minted keys) {
    return JsonValue.object()
        .put("Name", who.name().value())
        .put("Role", who.role().title())
        .put("Pools", JsonValue.of(who.pools()))
        .put("Region", about.regions().getFirst())
        .put("Regions", JsonValue.of(about.regions()))
        .put("AccountId", about.accountId())
        .put("Mode", about.mode())
        .put("Credentials", credentials(keys))
        .put("IdleSeconds", idle.toSeconds());
  }

  private static JsonObject credentials(AccessKeyMint.Minted keys) {
    return JsonValue.object()
        .put("AccessKeyId", keys.row().id())
        .put("SecretAccessKey", keys.secret())
        .put("SessionToken", keys.sessionToken().orElseThrow())
        .put("Expiration", keys.row().expiresAt().map(Instant::getEpochSecond).orElseThrow())
        .build();
  }
}
