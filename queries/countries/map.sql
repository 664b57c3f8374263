-- /// query
-- title = "Applications on the map"
-- question = "From which countries' offers do applications come?"
-- basis = "applications received in the period"
-- needs = ["has_country"]
--
-- [chart]
-- type = "map"
-- country = "country"
-- value = "applications"
--
-- [people]
-- counts = { applications = [] }
--
-- [behind]
-- where = "applied_at >= $since and applied_at < $until and country is not distinct from $row_country"
-- count = "applications"
--
-- [[checks]]
-- name = "a row per country"
-- unique = ["country"]
-- ///
select country, count(*) as applications
from applications
where applied_at >= $since
  and applied_at < $until
  and country is not null
group by country
order by applications desc, cast(country as varchar)
