package dev.gatehouse.console;

import dev.gatehouse.testing.TestServer.Answer;

/// Answers of the console as texts to compare: what is random in them replaced.
final class ConsoleAnswers {
  /// What a page is told whose administrator is signed in: name, role, pools, end of the keys.
  private static final String SESSION =
      "200 {\"Name\":\"%s\",\"Role\":\"%s\",\"Pools\":%s,\"Region\":\"us-east-1\","
          + "\"Regions\":[\"us-east-1\"],\"AccountId\":\"000000000000\",\"Mode\":\"strict\","
          + "\"Credentials\":{\"AccessKeyId\":\"ASIA…\",\"SecretAccessKey\":\"…\","
          + "\"SessionToken\":\"…\",\"Expiration\":%d},\"IdleSeconds\":1800}";

  /// An hour after every clock starts.
  static final long HOUR = 1_767_326_645;

  static final String NO_SESSION =
      error(401, "NoSession", "You are not signed in, or your session has ended.");
  static final String WRONG_PASSWORD = error(401, "WrongPassword", "Name or password is wrong.");
  static final String WRONG_CODE =
      error(401, "WrongCode", "The code is wrong, or was used already. Wait for the next one.");
  static final String CODE_NEEDED =
      error(401, "CodeNeeded", "Enter the code that your authenticator app shows.");
  static final String LOCKED =
      error(429, "TooManyAttempts", "Too many wrong passwords or codes. Try again later.");
  static final String BAD_REQUEST =
      error(400, "BadRequest", "The request is not one that this address takes.");

  private ConsoleAnswers() {}

  static String session(String name, String role, String pools, long expiration) {
    return SESSION.formatted(name, role, pools, expiration);
  }

  static String administrator(String name) {
    return session(name, "Administrator", "[]", HOUR);
  }

  static String error(int status, String error, String message) {
    return "%d {\"Error\":\"%s\",\"Message\":\"%s\"}".formatted(status, error, message);
  }

  static String fieldError(String error, String field, String message) {
    return "400 {\"Error\":\"%s\",\"Field\":\"%s\",\"Message\":\"%s\"}"
        .formatted(error, field, message);
  }

  /// Status and body.
  static String text(Answer answer) {
    return (answer.status() + " " + answer.body())
        .replaceAll("\"ASIA[A-Z2-7]{16}\"", "\"ASIA…\"")
        .replaceAll("\"SecretAccessKey\":\"[\\w+/]{40}\"", "\"SecretAccessKey\":\"…\"")
        .replaceAll("\"SessionToken\":\"[\\w+/]{128}\"", "\"SessionToken\":\"…\"");
  }
}
