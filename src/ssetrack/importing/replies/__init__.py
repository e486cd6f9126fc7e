"""Answers to letters: what somebody wrote above what they quote, line by line."""
