"""The same table once more: what it changed since it was read last, carried into the plan."""
