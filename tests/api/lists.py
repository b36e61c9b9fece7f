"""The lists of entities, as tests of all of them go through them."""

from typing import Final

# Path → the kinds of its items.
LISTS: Final = {
    "/api/reports": {"report"},
    "/api/coverage": {"passage"},
    "/api/zones": {"zone", "area"},
    "/api/measures": {"measure"},
    "/api/instruments": {"instrument"},
    "/api/agreements": {"agreement"},
    "/api/agreements/depa/participation": {"participation"},
    "/api/organizations": {"organization"},
    "/api/topics": {"topic"},
    "/api/indicators": {"indicator"},
    "/api/documents": {"document"},
    "/api/targets": {"target"},
    "/api/statistics": {"observation"},
}
# Lists of what sources state, each of whose items has a path of its own.
ENTITIES: Final = (
    "/api/reports", "/api/zones", "/api/measures", "/api/instruments", "/api/agreements", "/api/organizations",
    "/api/documents", "/api/targets",
)  # fmt: skip
CONCEPTS: Final = ("/api/topics", "/api/indicators")
