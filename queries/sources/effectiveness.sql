-- /// query
-- title = "Sources side by side"
-- question = "What does each source bring, how far do its applications get, how fast, and at what cost?"
-- basis = "applications received in the period, hires and offers known at the as-of date; spend of the period's months"
-- read_with = { by = "source" }
-- source = "Wilson 1927, JASA 22 (interval); Kleinman 1973, JASA 68 (beta-binomial prior by moments)"
--
-- [columns.share_of_hires]
-- label = "Share of hires"
--
-- [columns.hire_rate]
-- help = "Hires of these applications so far"
--
-- [columns.hire_rate_low]
-- label = "95% from"
--
-- [columns.hire_rate_high]
-- label = "95% to"
--
-- [columns.hire_rate_shrunk]
-- label = "Hire rate, shrunk"
-- help = "Drawn toward the rate of all sources, the more the fewer applications it rests on"
--
-- [columns.median_days_to_hire]
-- label = "Median days to hire"
-- help = "Empty where the hires are too few to say"
--
-- [columns.decided_offers]
-- label = "Offers decided"
--
-- [columns.acceptance_rate]
-- label = "Acceptance"
-- help = "Accepted of accepted, declined and expired offers to these applications; empty where they are too few to say"
--
-- [columns.spend]
-- format = "currency"
-- help = "External spend on the source and country; empty where none is known or the currencies differ. It is not split by role or language"
--
-- [columns.cost_per_hire]
-- format = "currency"
-- help = "Spend through the hires of this row. An internal figure (CPHI, ANSI/SHRM 06001), not comparable between firms"
--
-- [columns.note]
-- label = "In words"
-- [columns.note.texts]
-- few = "Too few hires for a median ({hires})"
--
-- [chart]
-- type = "table"
-- columns = ["source", "applications", "screened", "interviewed", "offered", "hires", "hire_rate", "hire_rate_low", "hire_rate_high", "median_days_to_hire", "acceptance_rate", "cost_per_hire"]
-- bars = ["hire_rate"]
--
-- [people]
-- nobody = ["spend"]
-- [people.counts]
-- applications = ["hire_rate", "hire_rate_low", "hire_rate_high", "hire_rate_shrunk"]
-- screened = []
-- interviewed = []
-- offered = []
-- hires = ["share_of_hires", "hire_rate", "hire_rate_low", "hire_rate_high", "hire_rate_shrunk", "median_days_to_hire", "cost_per_hire", "note"]
-- decided_offers = ["acceptance_rate"]
-- accepted_offers = ["acceptance_rate"]
--
-- [behind]
-- where = "applied_at >= $since and applied_at < $until and source is not distinct from $row_source"
-- count = "applications"
--
-- [behind.cells]
-- screened = "applied_at >= $since and applied_at < $until and source is not distinct from $row_source and milestone <> 'applied'"
-- interviewed = "applied_at >= $since and applied_at < $until and source is not distinct from $row_source and milestone in ('interviewed', 'offered', 'hired')"
-- offered = "applied_at >= $since and applied_at < $until and source is not distinct from $row_source and milestone in ('offered', 'hired')"
-- hires = "applied_at >= $since and applied_at < $until and source is not distinct from $row_source and milestone = 'hired'"
--
-- [[checks]]
-- name = "a row per source"
-- unique = ["source"]
--
-- [[checks]]
-- name = "a rate lies in its interval"
-- assert = "hire_rate between hire_rate_low and hire_rate_high"
--
-- [[checks]]
-- name = "each milestone is reached by no more than the one before"
-- assert = "applications >= screened and screened >= interviewed and interviewed >= offered and offered >= hires"
-- ///
with
channels as (             -- a source's own: that of most of its applications
  select
    cast(source as varchar) as source,
    channel,
    row_number() over (partition by source order by count(*) desc, cast(channel as varchar)) as place
  from applications
  where applied_at >= $since
    and applied_at < $until
  group by source, channel
),
spending as (
  select
    cast(source as varchar) as source,
    max(currency) as currency,
    case when min(currency) = max(currency) or max(currency) is null then sum(amount) end as amount
  from source_spend
  where month >= date_trunc('month', $since)
    and month < $until
  group by source
)
select
  rates.name as source,
  channels.channel,
  cast(rates.applications as bigint) as applications,
  cast(rates.screened as bigint) as screened,
  cast(rates.interviewed as bigint) as interviewed,
  cast(rates.offered as bigint) as offered,
  cast(rates.hires as bigint) as hires,
  rates.share_of_hires,
  rates.hire_rate,
  rates.hire_rate_low,
  rates.hire_rate_high,
  rates.hire_rate_shrunk,
  rates.median_days_to_hire,
  rates.decided_offers,
  rates.accepted_offers,
  rates.acceptance_rate,
  spending.amount as spend,
  spending.amount / nullif(rates.hires, 0) as cost_per_hire,
  case when spending.amount is not null then spending.currency end as currency,
  case when rates.hires between 1 and $minimum_n - 1 then 'few' end as note
from "_shared/rates_shrunk" as rates
join channels on channels.source is not distinct from rates.name and channels.place = 1
left join spending on spending.source is not distinct from rates.name
order by rates.hires desc, rates.applications desc, rates.name nulls last
