"""What holds for every test: no network, a clean checkout, a listed skip; and PostgreSQL on request."""
