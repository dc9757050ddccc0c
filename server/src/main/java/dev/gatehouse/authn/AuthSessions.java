package dev.gatehouse.authn;

import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.crypto.UnsealException;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.ChallengeName;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.SessionFault;
import dev.gatehouse.pool.UserPoolId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Writes and reads the text of sessions: sealed under the master key, which every node has, so
/// that any node goes on with any sign-in and no sign-in that was only begun leaves a row (users
/// §3.4).
///
/// Two purposes, of which neither opens as the other (SR-17): `Session`, in the alphabet of URLs,
/// and `SECRET_BLOCK`, in the usual one, because clients decode it (§3.3, point 5).
final class AuthSessions {
  private static final String SESSION = "auth-session";
  private static final String SECRET_BLOCK = "srp-secret-block";

  private final Sealer sealer;
  private final Env env;

  AuthSessions(Sealer sealer, Env env) {
    this.sealer = sealer;
    this.env = env;
  }

  /// `Session` of an answer; of a new password's challenge 500 to 900 characters of the 2,048 that
  /// the API allows.
  String text(AuthSession session) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(seal(session, SESSION));
  }

  /// `SECRET_BLOCK` of an answer.
  String secretBlock(AuthSession session) {
    return Base64.getEncoder().encodeToString(seal(session, SECRET_BLOCK));
  }

  private byte[] seal(AuthSession session, String purpose) {
    return sealer.seal(session.text().getBytes(StandardCharsets.UTF_8), purpose);
  }

  /// The session that `text` is.
  ///
  /// @param expected the challenge that is answered, by that client
  /// @throws RefusedException with [Refusal.SessionNotAccepted]
  AuthSession open(String text, Expected expected) {
    return require(open(Base64.getUrlDecoder(), text, SESSION), expected);
  }

  /// The session that a secret block is, in either alphabet: some clients translate it (§3.3, point
  /// 5).
  ///
  /// @throws RefusedException with [Refusal.SessionNotAccepted]
  AuthSession openSecretBlock(String text, Expected expected) {
    return require(open(Base64.getDecoder(), usual(text), SECRET_BLOCK), expected);
  }

  /// What a secret block is to the client, which signs it.
  static byte[] bytes(String secretBlock) {
    return Base64.getDecoder().decode(usual(secretBlock));
  }

  private static String usual(String text) {
    return text.replace('-', '+').replace('_', '/');
  }

  /// What an answer must fit.
  record Expected(UserPoolId poolId, ClientId clientId, ChallengeName challenge) {}

  private AuthSession open(Base64.Decoder base64, String text, String purpose) {
    try {
      var opened = sealer.open(base64.decode(text), purpose);
      return AuthSession.parse(new String(opened, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | UnsealException forged) {
      throw refused(SessionFault.MALFORMED);
    }
  }

  private AuthSession require(AuthSession session, Expected expected) {
    if (!session.poolId().equals(expected.poolId)
        || !session.clientId().equals(expected.clientId)) {
      throw refused(SessionFault.FOREIGN);
    }
    if (session.challenge() != expected.challenge) {
      throw refused(SessionFault.OTHER_FLOW);
    }
    if (!env.now().isBefore(session.expiresAt())) {
      throw refused(SessionFault.EXPIRED);
    }
    return session;
  }

  static RefusedException refused(SessionFault fault) {
    return new RefusedException(new Refusal.SessionNotAccepted(fault));
  }
}
