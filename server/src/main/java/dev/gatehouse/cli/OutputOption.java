package dev.gatehouse.cli;

import picocli.CommandLine.Option;

/// `--output`, for commands whose result has parts.
final class OutputOption {
  enum Format {
    TEXT,
    JSON
  }

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text (default) or json.")
  private Format format = Format.TEXT;

  boolean isJson() {
    return format == Format.JSON;
  }
}
