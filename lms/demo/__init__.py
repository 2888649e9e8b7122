"""A story told through the services: one area and its courses, past, present and to come."""
