package dev.gatehouse.keys;

/// A pool's signing keys at one moment of the change feed: which one signs, and what is published.
public interface KeyRing {}
