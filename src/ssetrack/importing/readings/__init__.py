"""What cells say: dates, people, states, marks; read for sure, or kept as a doubt."""
