package dev.gatehouse;

/// Starts the program.
public final class Main {
  private Main() {}

  static void main() {
    System.exit(2);
  }
}
