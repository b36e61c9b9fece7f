"""The shapes of answers as pydantic models: what the OpenAPI document says of each response.

Answers are written by ``api.views`` and not passed through these models when they are served; a test holds every answer
to its model, which allows no further keys.
"""
