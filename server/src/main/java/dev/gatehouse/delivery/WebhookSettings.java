package dev.gatehouse.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/// Who brings SMS further.
///
/// @param secret asked for at each message, so that it can be changed
public record WebhookSettings(URI url, Supplier<String> secret, Duration timeout) {}
