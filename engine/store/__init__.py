"""The truth: submissions as delivered under their SHA-256, and the hash-chained journal of what people did with them."""
