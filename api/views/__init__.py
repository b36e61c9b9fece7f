"""Entities and answers as JSON objects, one module a group of endpoints. No HTTP in here."""
