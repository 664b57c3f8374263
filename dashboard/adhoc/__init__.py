"""The only place where typed SQL runs: an allow-list, and processes that can do nothing but read."""
