"""Cases of a scheme: small inputs with exact expected values. There is no tolerance."""
