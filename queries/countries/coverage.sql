-- /// query
-- title = "Offers by language and country"
-- question = "In which languages are offers published, and where?"
-- basis = "postings live on a day of the period"
-- needs = ["has_language", "has_country"]
--
-- [chart]
-- type = "heatmap"
-- x = "country"
-- y = "language"
-- value = "postings"
-- most = 15
--
-- [people]
-- nobody = ["postings", "jobs"]
--
-- [[checks]]
-- name = "a row per language and country"
-- unique = ["language", "country"]
--
-- [[checks]]
-- name = "no more requisitions than postings"
-- assert = "jobs <= postings"
-- ///
with
live_postings as (
  select account, job_id, country, language
  from postings
  where published_at < $until
    and (unpublished_at is null or unpublished_at >= $since)
),
language_totals as (
  select language, count(*) as postings
  from live_postings
  group by language
),
country_totals as (
  select country, count(*) as postings
  from live_postings
  group by country
),
pairs as (
  select language, country, count(*) as postings, count(distinct case when job_id is not null then concat(account, '/', job_id) end) as jobs
  from live_postings
  group by language, country
)
select pairs.language, pairs.country, pairs.postings, pairs.jobs
from pairs
join language_totals on language_totals.language is not distinct from pairs.language
join country_totals on country_totals.country is not distinct from pairs.country
order by
  language_totals.postings desc,
  cast(pairs.language as varchar) nulls last,
  country_totals.postings desc,
  cast(pairs.country as varchar) nulls last
