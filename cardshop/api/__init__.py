"""The JSON interface: tokens, problem+json, idempotency, paging, OpenAPI; resources in v1."""
