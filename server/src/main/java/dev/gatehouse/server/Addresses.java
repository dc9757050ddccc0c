package dev.gatehouse.server;

import java.net.URI;

/// What a running server is called.
///
/// @param publicUrl what clients call it; issuer and links are made of it
/// @param consoleUrl where a browser reaches the console, without a slash at its end, for instance
///   `http://localhost:9230`
record Addresses(URI publicUrl, String consoleUrl) {}
