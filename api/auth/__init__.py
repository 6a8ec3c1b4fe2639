"""Who calls and what they may do: API keys, tokens of an identity provider, roles, subjects, rates."""
