package dev.gatehouse.authn;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.AuthFlow;
import dev.gatehouse.pool.ChallengeName;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.UserPoolId;
import java.time.Instant;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.UUID;

/// A sign-in between two calls (behaviour reference users §3.4): everything that the next one must
/// know. Nobody but the one who brings it keeps it.
///
/// @param id what is spent when it is answered
/// @param sub of the user, or of a decoy: as long either way, so that the text's length says
///   nothing
/// @param name what the user was called at the start, as [NameHashes] writes it; never the name
/// @param expiresAt in seconds
/// @param state what the challenge alone understands
record AuthSession(
    UUID id,
    UserPoolId poolId,
    ClientId clientId,
    String sub,
    String name,
    AuthFlow flow,
    ChallengeName challenge,
    Instant expiresAt,
    Map<String, String> state) {
  AuthSession {
    state = Map.copyOf(state);
  }

  /// What is sealed.
  String text() {
    var members = JsonValue.object();
    new TreeMap<>(state).forEach(members::put);
    return Json.text(
        JsonValue.object()
            .put("id", id.toString())
            .put("pool", poolId.value())
            .put("client", clientId.value())
            .put("sub", sub)
            .put("name", name)
            .put("flow", flow.name())
            .put("challenge", challenge.name())
            .put("exp", expiresAt.getEpochSecond())
            .put("state", members.build())
            .build());
  }

  /// The session that [#text] wrote.
  static AuthSession parse(String text) {
    var json = Json.parseObject(text);
    var state = new TreeMap<String, String>();
    var members = json.object("state").orElseThrow();
    members.members().keySet().forEach(key -> state.put(key, string(members, key)));
    return new AuthSession(
        UUID.fromString(string(json, "id")),
        new UserPoolId(string(json, "pool")),
        new ClientId(string(json, "client")),
        string(json, "sub"),
        string(json, "name"),
        AuthFlow.valueOf(string(json, "flow")),
        ChallengeName.valueOf(string(json, "challenge")),
        Instant.ofEpochSecond(json.number("exp").orElseThrow().longValueExact()),
        state);
  }

  private static String string(JsonObject json, String name) {
    return json.string(name).orElseThrow();
  }

  /// @throws NoSuchElementException when the challenge has not put it there
  String state(String key) {
    var value = state.get(key);
    if (value == null) {
      throw new NoSuchElementException(key);
    }
    return value;
  }

  /// Says nothing of the state, in which secrets are.
  @Override
  public String toString() {
    return "AuthSession[" + id + " " + challenge + "]";
  }
}
