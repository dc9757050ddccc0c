package dev.gatehouse.config;

/// Where the certificate of the listeners comes from (`tls.mode`).
enum TlsMode {
  OFF,
  FILES,
  DEV
}
