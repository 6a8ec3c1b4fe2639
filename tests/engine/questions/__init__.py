"""Questions, asked of made-up and real cases."""
