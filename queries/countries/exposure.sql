-- /// query
-- title = "Applications per day on the job board"
-- question = "Which language brings how many applications in a country, for the time that its postings were live?"
-- basis = "applications received and days that postings were live in the period, up to the as-of date"
-- source = "Score interval of a Poisson rate (Rao): (x + z^2/2 -+ z sqrt(x + z^2/4)) / days, 95%"
-- needs = ["has_language", "has_country"]
--
-- [columns.posting_days]
-- label = "Days live"
-- format = "integer"
-- help = "Summed over the postings; the last day on the board counts"
-- [columns.applications_per_day]
-- label = "Applications per posting and day"
-- format = "decimal"
-- [columns.low]
-- format = "decimal"
-- [columns.high]
-- format = "decimal"
--
-- [chart]
-- type = "heatmap"
-- x = "language"
-- y = "country"
-- value = "applications_per_day"
-- n = "applications"
-- most = 15
--
-- [people]
-- nobody = ["postings", "posting_days"]
-- counts = { applications = [] }
--
-- [[checks]]
-- name = "a rate lies inside its interval"
-- assert = "coalesce(low <= applications_per_day + 1e-12 and applications_per_day <= high, true)"
-- [[checks]]
-- name = "a row per language and country"
-- unique = ["language", "country"]
-- ///
with live as (            -- a posting's days on the board inside the period; both ends count
  select
    language, country,
    date_diff(
      'day',
      greatest(cast(published_at as date), $since),
      least(coalesce(cast(unpublished_at as date), $as_of), $as_of, $until - 1)
    ) + 1 as days
  from postings
  where published_at is not null
),
exposures as (
  select language, country, count(*) as postings, sum(days) as posting_days
  from live
  where days > 0
  group by language, country
),
arrivals as (
  select language, country, count(*) as applications
  from applications
  where applied_at >= $since and applied_at < $until
  group by language, country
),
counted as (
  select
    exposures.*,
    cast(coalesce(arrivals.applications, 0) as double) as applications
  from exposures
  left join arrivals
    on arrivals.language is not distinct from exposures.language
    and arrivals.country is not distinct from exposures.country
)
select
  language,
  country,
  postings,
  cast(posting_days as bigint) as posting_days,
  cast(applications as bigint) as applications,
  applications / posting_days as applications_per_day,
  count_low(applications, 1) / posting_days as low,
  count_high(applications, 1) / posting_days as high
from counted
order by country nulls last, language nulls last
