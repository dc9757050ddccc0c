package dev.gatehouse.testing;

/// A text that counts how often one of its characters is read, and lets nobody read without end:
/// the steps of a regular expression, which are the same on any machine.
public final class CountedText implements CharSequence {
  private final String text;
  private final long readsMax;
  private long reads;

  /// @param readsMax the next one fails
  public CountedText(String text, long readsMax) {
    this.text = text;
    this.readsMax = readsMax;
  }

  /// How many characters were read, the same one as often as it was.
  public long reads() {
    return reads;
  }

  @Override
  public char charAt(int index) {
    if (reads == readsMax) {
      throw new AssertionError(
          "more than %d reads of %d characters".formatted(readsMax, text.length()));
    }
    reads++;
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    throw new UnsupportedOperationException("would not be counted");
  }

  @Override
  public String toString() {
    throw new UnsupportedOperationException("would not be counted");
  }
}
