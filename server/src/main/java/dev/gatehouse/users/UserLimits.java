package dev.gatehouse.users;

/// What is limited of users who act for themselves, beside what is counted of each of them; one for
/// all edges.
public record UserLimits(SendLimits sends, WrongGuesses wrongGuesses) {}
