"""Names of elements on a page: the keys by which the style sheet and the tests find them."""


def slug(name: str) -> str:
    """Return a query's name as part of an element's key."""
    return name.replace("/", "-")
