"""What every screen shares: icons, forms, guards, limits, security, caching and error pages."""
