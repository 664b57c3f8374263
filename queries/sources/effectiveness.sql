-- /// query
-- title = "Sources side by side"
-- question = "What does each source bring, how far do its applications get, how fast, and at what cost?"
-- basis = "applications received in the period, hires and offers known at the as-of date; spend of the period's months"
-- source = "Wilson 1927, JASA 22 (interval); Kleinman 1973, JASA 68 (beta-binomial prior by moments)"
--
-- [columns.share_of_hires]
-- label = "Share of hires"
--
-- [columns.hire_rate]
-- help = "Hires of these applications so far"
--
-- [columns.hire_rate_low]
-- label = "95 % from"
--
-- [columns.hire_rate_high]
-- label = "95 % to"
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
-- label = "Offers accepted"
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
-- few = "Too few hires to say how long they take ({hires})"
--
-- [chart]
-- type = "table"
-- columns = ["source", "applications", "screened", "interviewed", "offered", "hires", "hire_rate", "hire_rate_low", "hire_rate_high", "median_days_to_hire", "acceptance_rate", "cost_per_hire"]
-- bars = ["hire_rate"]
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
furthest_milestones as (
  select source, channel, milestone, count(*) as applications
  from applications
  where applied_at >= $since
    and applied_at < $until
  group by source, channel, milestone
),
channels as (
  select
    source,
    channel,
    row_number() over (partition by source order by sum(applications) desc, cast(channel as varchar)) as place
  from furthest_milestones
  group by source, channel
),
reached_milestones as (
  select
    source,
    sum(applications) as applications,
    sum(case when milestone <> 'applied' then applications else 0 end) as screened,
    sum(case when milestone in ('interviewed', 'offered', 'hired') then applications else 0 end) as interviewed,
    sum(case when milestone in ('offered', 'hired') then applications else 0 end) as offered,
    sum(case when milestone = 'hired' then applications else 0 end) as hires
  from furthest_milestones
  group by source
),
pool as (
  select
    count(*) as sources,
    sum(applications) as applications,
    sum(applications * applications) / sum(applications) as applications_weighted,
    sum(hires) / sum(applications) as rate
  from reached_milestones
),
spread as (
  select sum(reached_milestones.applications * power(reached_milestones.hires / reached_milestones.applications - pool.rate, 2)) as observed
  from reached_milestones
  cross join pool
),
correlation as (
  select
    pool.rate,
    case
      when pool.sources < 3 then 0
      else
        (spread.observed - pool.rate * (1 - pool.rate) * (pool.sources - 1))
        / nullif(
          pool.rate * (1 - pool.rate) * (pool.applications - pool.applications_weighted - (pool.sources - 1)),
          0
        )
    end as within_source
  from pool
  cross join spread
),
prior as (
  select
    rate,
    case when within_source > 0 then greatest(1 / within_source - 1, 0) end as applications
  from correlation
),
hire_times as (
  select source, quantile_cont(days_to_hire, 0.5) as median_days
  from applications
  where applied_at >= $since
    and applied_at < $until
    and days_to_hire >= 0
  group by source
),
decided_offers as (
  select
    source,
    count(*) as decided,
    sum(case when status = 'accepted' then 1 else 0 end) as accepted
  from offers
  where applied_at >= $since
    and applied_at < $until
    and status in ('accepted', 'declined', 'expired')
  group by source
),
spending as (
  select
    source,
    max(currency) as currency,
    case when min(currency) = max(currency) or max(currency) is null then sum(amount) end as amount
  from source_spend
  where month >= date_trunc('month', $since)
    and month < $until
  group by source
),
rates as (
  select
    reached_milestones.*,
    hires / applications as hire_rate
  from reached_milestones
)
select
  rates.source,
  channels.channel,
  cast(rates.applications as bigint) as applications,
  cast(rates.screened as bigint) as screened,
  cast(rates.interviewed as bigint) as interviewed,
  cast(rates.offered as bigint) as offered,
  cast(rates.hires as bigint) as hires,
  rates.hires / nullif(sum(rates.hires) over (), 0) as share_of_hires,
  rates.hire_rate,
  wilson_low(rates.hires, rates.applications) as hire_rate_low,
  wilson_high(rates.hires, rates.applications) as hire_rate_high,
  case
    when prior.applications is null then prior.rate
    else (rates.hires + prior.rate * prior.applications) / (rates.applications + prior.applications)
  end as hire_rate_shrunk,
  case when rates.hires >= $minimum_n then hire_times.median_days end as median_days_to_hire,
  coalesce(decided_offers.decided, 0) as decided_offers,
  case when decided_offers.decided >= $minimum_n then decided_offers.accepted / decided_offers.decided end as acceptance_rate,
  spending.amount as spend,
  spending.amount / nullif(rates.hires, 0) as cost_per_hire,
  case when spending.amount is not null then spending.currency end as currency,
  case when rates.hires between 1 and $minimum_n - 1 then 'few' end as note
from rates
cross join prior
join channels on channels.source is not distinct from rates.source and channels.place = 1
left join hire_times on hire_times.source is not distinct from rates.source
left join decided_offers on decided_offers.source is not distinct from rates.source
left join spending on spending.source is not distinct from rates.source
order by rates.hires desc, rates.applications desc, cast(rates.source as varchar) nulls last
