-- /// query
-- title = "Money spent"
-- question = "What was spent on each source, and what did a hire from it cost?"
-- basis = "spend of the period's months; hires so far of the applications received in the period"
-- population = "Spend is not split by role or language: under those filters it stands against fewer hires."
-- needs = ["has_spend"]
--
-- [columns.spend]
-- format = "currency"
--
-- [columns.cost_per_hire]
-- format = "currency"
-- help = "External spend only (CPHI, ANSI/SHRM 06001); empty without a hire"
--
-- [chart]
-- type = "table"
-- bars = ["spend"]
--
-- [people]
-- nobody = ["spend"]
-- counts = { applications = [], hires = ["cost_per_hire"] }
--
-- [[checks]]
-- name = "a row per source and currency"
-- unique = ["source", "currency"]
--
-- [[checks]]
-- name = "money is never negative"
-- assert = "spend >= 0"
-- ///
with
spending as (
  select source, currency, sum(amount) as spend
  from source_spend
  where month >= date_trunc('month', $since)
    and month < $until
  group by source, currency
),
sources as (
  select
    source,
    count(*) as applications,
    sum(case when milestone = 'hired' then 1 else 0 end) as hires
  from applications
  where applied_at >= $since
    and applied_at < $until
  group by source
)
select
  spending.source,
  spending.currency,
  spending.spend,
  coalesce(sources.applications, 0) as applications,
  cast(coalesce(sources.hires, 0) as bigint) as hires,
  spending.spend / nullif(sources.hires, 0) as cost_per_hire
from spending
left join sources on sources.source is not distinct from spending.source
order by spending.spend desc, cast(spending.source as varchar) nulls last, spending.currency nulls last
