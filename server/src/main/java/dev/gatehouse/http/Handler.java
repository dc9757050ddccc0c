package dev.gatehouse.http;

/// Answers requests. Runs on a virtual thread and may block. Expected refusals are answers; an
/// exception becomes a 500 with the request id and nothing else.
public interface Handler {
  Response handle(Request request);
}
