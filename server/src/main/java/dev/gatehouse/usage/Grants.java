package dev.gatehouse.usage;

/// How tokens are asked for, as the history tells them apart
/// ([dev.gatehouse.env.RequestNotes#grant]).
public final class Grants {
  /// A client for itself, at the token endpoint or by `GetClientToken`.
  public static final String CLIENT_CREDENTIALS = "client_credentials";

  /// A user signs in through the API.
  public static final String SIGN_IN = "sign_in";

  /// A refresh token, at whichever operation.
  public static final String REFRESH_TOKEN = "refresh_token";

  private Grants() {}
}
