-- /// query
-- title = "Languages that have a posting"
-- question = "In which languages were offers published on a date in the period?"
-- basis = "postings live on a date in the period"
--
-- [people]
-- nobody = ["postings"]
--
-- [[checks]]
-- name = "a language has one row"
-- unique = "language"
-- ///
select language, count(*) as postings
from postings
where published_at < $until
  and (unpublished_at is null or unpublished_at >= $since)
group by language
order by language
