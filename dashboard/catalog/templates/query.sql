-- /// query
-- title = TITLE
-- question = "What does this card answer?"
-- basis = "applications in the period"
--
-- [chart]
-- type = "bar"
-- x = "applications"
-- y = "country"
--
-- [people]
-- counts = { applications = [] }
--
-- [[checks]]
-- name = "a row per country"
-- unique = "country"
-- ///
select country, count(*) as applications
from applications
where applied_at >= $since
  and applied_at < $until
group by country
order by applications desc, country
