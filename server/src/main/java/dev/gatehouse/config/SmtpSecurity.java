package dev.gatehouse.config;

/// How the connection to the mail server is protected (`smtp.security`).
public enum SmtpSecurity {
  STARTTLS,
  TLS,
  NONE
}
