-- /// query
-- title = "What is selected"
-- question = "How many applications, people and countries do the filters and the period leave?"
-- basis = "applications received in the period"
--
-- [people]
-- nobody = ["countries"]
-- not_added = ["applications", "people"]
-- counts = { applications = [], people = [] }
--
-- [[checks]]
-- name = "nobody counts without an application"
-- assert = "people <= applications"
-- ///
select
  count(*) as applications,
  count(distinct person) as people,
  count(distinct country) as countries
from applications
where applied_at >= $since
  and applied_at < $until
