"""What a running service tells of itself: whether it lives and is ready, figures, a line for each request."""
