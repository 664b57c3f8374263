-- /// query
-- title = "Countries that have a posting"
-- question = "In which countries were offers published on a date in the period?"
-- basis = "postings live on a date in the period"
--
-- [people]
-- nobody = ["postings"]
--
-- [[checks]]
-- name = "a country has one row"
-- unique = "country"
-- ///
select country, count(*) as postings
from postings
where published_at < $until
  and (unpublished_at is null or unpublished_at >= $since)
group by country
order by country
