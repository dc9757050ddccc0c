package dev.gatehouse.metrics.exposition;

/// What one scrape is answered.
///
/// @param contentType the format that was chosen
/// @param text in UTF-8
public record Page(String contentType, String text) {}
