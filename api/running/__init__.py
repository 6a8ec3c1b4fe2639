"""The service as processes: a socket, a server that ends gracefully, readers beside the one that writes."""
