package dev.gatehouse.console;

import java.util.Optional;

/// Every refusal of the console's own addresses, with its text: `{"Error":"WrongPassword",
/// "Message":"…"}`, and `"Field"` where one of the form is wrong.
enum ConsoleError {
  BAD_REQUEST(400, "BadRequest", "The request is not one that this address takes."),
  BAD_NAME(
      400,
      "BadName",
      "A name is 1 to 64 letters and digits of the Latin alphabet and characters of _ + = , . @ -",
      "Name"),
  OTHER_NAME(400, "OtherName", "The link is for another name.", "Name"),
  PASSWORD_TOO_SHORT(
      400, "PasswordTooShort", "The password must have at least 12 characters.", "Password"),
  PASSWORD_TOO_LONG(
      400, "PasswordTooLong", "The password must have at most 256 characters.", "Password"),
  PASSWORD_IS_NAME(
      400, "PasswordIsName", "The password must be another text than the name.", "Password"),
  WRONG_PASSWORD(401, "WrongPassword", "Name or password is wrong."),
  CODE_NEEDED(401, "CodeNeeded", "Enter the code that your authenticator app shows."),
  WRONG_CODE(401, "WrongCode", "The code is wrong, or was used already. Wait for the next one."),
  WRONG_LINK(
      401,
      "WrongLink",
      "The link is wrong or was used already. `gatehouse quickstart` and each start of a dev"
          + " server print a new one."),
  NO_SESSION(401, "NoSession", "You are not signed in, or your session has ended."),
  HEADER_MISSING(403, "HeaderMissing", "The request lacks the header X-Gatehouse-Console: 1."),
  CROSS_SITE(403, "CrossSite", "The request comes from another site than the console."),
  PLAIN_HTTP(
      403,
      "PlainHttp",
      "Nobody signs in here over plain HTTP from another machine: give the listener a certificate"
          + " (tls.mode), put a proxy in front that is in http.trusted-proxies and sends"
          + " X-Forwarded-Proto, or reach it on a loopback address, for instance through SSH."),
  WRONG_TOKEN(
      403,
      "WrongToken",
      "The set-up link is wrong, was used already, or has ended. `gatehouse admin setup-link` prints a"
          + " new one."),
  METHOD_NOT_ALLOWED(405, "MethodNotAllowed", "This address does not take that method."),
  SET_UP_DONE(
      409,
      "SetUpDone",
      "Set-up is done: sign in. An administrator, or `gatehouse admin reset NAME`, makes a link for"
          + " somebody who cannot."),
  WRONG_CONTENT_TYPE(415, "WrongContentType", "The body must be application/json."),
  LOCKED(429, "TooManyAttempts", "Too many wrong passwords or codes. Try again later."),
  BUSY(429, "Busy", "Too many passwords are being checked. Try again."),
  INTERNAL(500, "Internal", "Something went wrong on the server."),
  UNAVAILABLE(503, "Unavailable", "The database cannot be reached at the moment. Try again.");

  private final int status;
  private final String code;
  private final String text;
  private final Optional<String> field;

  ConsoleError(int status, String code, String text) {
    this(status, code, text, "");
  }

  /// @param field of the form, for instance `Name`
  ConsoleError(int status, String code, String text, String field) {
    this.status = status;
    this.code = code;
    this.text = text;
    this.field = Optional.of(field).filter(name -> !name.isEmpty());
  }

  int status() {
    return status;
  }

  /// On the wire, for instance `WrongPassword`.
  String code() {
    return code;
  }

  String text() {
    return text;
  }

  Optional<String> field() {
    return field;
  }
}
