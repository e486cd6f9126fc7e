"""What import tells: the same report for programs and for people."""
