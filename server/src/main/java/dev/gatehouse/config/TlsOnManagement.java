package dev.gatehouse.config;

/// Whether the management listener speaks TLS (`tls.management`).
enum TlsOnManagement {
  AUTO,
  ON,
  OFF
}
