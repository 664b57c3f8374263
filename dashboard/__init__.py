"""Hiring analytics for architect-level roles: ATS exports in, a dashboard of `.sql` files out."""
