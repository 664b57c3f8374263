-- /// query
-- title = "Which sources convert"
-- question = "Hires per application with their 95% interval: which sources differ from the average beyond chance?"
-- basis = "applications received in the period, hires known at the as-of date"
-- leaves_out_below = "at_least"
-- source = "Wilson score interval, 95%: Wilson 1927, JASA 22"
--
-- [params.at_least]
-- type = "number"
-- label = "Hide sources with fewer applications"
-- default = 50
-- help = "A rate of a handful of people says little; the average counts them all the same"
--
-- [columns.hire_rate_low]
-- label = "95% from"
--
-- [columns.hire_rate_high]
-- label = "95% to"
--
-- [columns.average_rate]
-- label = "Average"
--
-- [columns.verdict]
-- label = "Against the average"
-- help = "above or below: the interval does not hold the average; same: it does"
--
-- [chart]
-- type = "dot_interval"
-- x = "hire_rate"
-- y = "source"
-- low = "hire_rate_low"
-- high = "hire_rate_high"
-- reference = "average_rate"
-- n = "applications"
-- verdict = "verdict"
--
-- [people]
-- overall = ["average_rate"]
-- [people.counts]
-- applications = ["hire_rate", "hire_rate_low", "hire_rate_high", "verdict"]
-- hires = ["hire_rate", "hire_rate_low", "hire_rate_high", "verdict"]
--
-- [behind]
-- where = "applied_at >= $since and applied_at < $until and source is not distinct from $row_source"
-- count = "applications"
--
-- [behind.cells]
-- hires = "applied_at >= $since and applied_at < $until and source is not distinct from $row_source and milestone = 'hired'"
--
-- [[checks]]
-- name = "a rate lies in its interval"
-- assert = "hire_rate between hire_rate_low and hire_rate_high"
--
-- [[checks]]
-- name = "a row per source"
-- unique = ["source"]
-- ///
with
sources as (
  select
    source,
    count(*) as applications,
    sum(case when milestone = 'hired' then 1 else 0 end) as hires
  from applications
  where applied_at >= $since
    and applied_at < $until
  group by source
),
rates as (
  select
    source,
    applications,
    hires,
    hires / applications as hire_rate,
    sum(hires) over () / sum(applications) over () as average_rate,
    wilson_low(hires, applications) as hire_rate_low,
    wilson_high(hires, applications) as hire_rate_high
  from sources
)
select
  source,
  applications,
  cast(hires as bigint) as hires,
  hire_rate,
  hire_rate_low,
  hire_rate_high,
  average_rate,
  case
    when hire_rate_low > average_rate then 'above'
    when hire_rate_high < average_rate then 'below'
    else 'same'
  end as verdict
from rates
where applications >= $at_least
order by hire_rate desc, applications desc, cast(source as varchar) nulls last
