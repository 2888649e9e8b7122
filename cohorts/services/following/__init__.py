"""The way to the certificate: making up, coming back, crediting, warning."""
