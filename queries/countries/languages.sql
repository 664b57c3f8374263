-- /// query
-- title = "Posting languages"
-- question = "How many offers are published in each language, and in how many countries?"
-- basis = "postings live on a day of the period"
-- needs = ["has_language"]
--
-- [chart]
-- type = "bar"
-- x = "postings"
-- y = "language"
-- most = 12
--
-- [people]
-- nobody = ["postings", "jobs", "countries"]
--
-- [[checks]]
-- name = "a row per language"
-- unique = ["language"]
-- ///
select
  language,
  count(*) as postings,
  count(distinct case when job_id is not null then concat(account, '/', job_id) end) as jobs,
  count(distinct country) as countries
from postings
where published_at < $until
  and (unpublished_at is null or unpublished_at >= $since)
group by language
order by postings desc, cast(language as varchar) nulls last
