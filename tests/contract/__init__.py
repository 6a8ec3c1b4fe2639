"""The contract of the API: what its OpenAPI document says is what the service does, whoever asks."""
