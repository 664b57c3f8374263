-- /// query
-- title = "Rates pulled toward the whole"
-- question = "Which sources, or countries, have how many hires of their applications, and what of that is no chance?"
-- basis = "applications received in the period, hires and offers known at the as-of date"
-- source = "Wilson 95% intervals (1927). Shrunk rate: empirical Bayes, beta-binomial, prior by the method of moments (Kleinman 1973)"
--
-- [params.by]
-- type = "choice"
-- options = ["source", "country"]
-- default = "source"
--
-- [people]
-- nobody = ["groups"]
-- overall = ["pooled_rate"]
-- [people.counts]
-- applications = ["hire_rate", "hire_rate_low", "hire_rate_high", "hire_rate_shrunk", "pull_share"]
-- screened = []
-- interviewed = []
-- offered = []
-- hires = ["share_of_hires", "hire_rate", "hire_rate_low", "hire_rate_high", "hire_rate_shrunk", "median_days_to_hire"]
-- decided_offers = ["acceptance_rate"]
-- accepted_offers = ["acceptance_rate"]
--
-- [[checks]]
-- name = "a row per name"
-- unique = ["name"]
-- ///
with totals as (
  select
    case when $by = 'country' then cast(country as varchar) else cast(source as varchar) end as name,
    cast(count(*) as double) as applications,
    cast(count(*) filter (where milestone <> 'applied') as double) as screened,
    cast(count(*) filter (where milestone in ('interviewed', 'offered', 'hired')) as double) as interviewed,
    cast(count(*) filter (where milestone in ('offered', 'hired')) as double) as offered,
    cast(count(*) filter (where milestone = 'hired') as double) as hires
  from applications
  where applied_at >= $since and applied_at < $until
  group by 1
),
pool as (
  select
    count(*) as groups,
    sum(applications) as applications,
    sum(applications * applications) / sum(applications) as applications_weighted,
    sum(hires) as hires,
    sum(hires) / sum(applications) as rate
  from totals
),
spread as (               -- Kleinman: correlation within a name, (S - p (1 - p) (k - 1)) / (p (1 - p) (N - sum n^2 / N - (k - 1)))
  select
    sum(totals.applications * power(totals.hires / totals.applications - pool.rate, 2) order by totals.name) as observed,
    max(pool.rate * (1 - pool.rate)) as variance,
    max(pool.groups - 1) as freedom,
    max(pool.applications - pool.applications_weighted) as effective
  from totals
  cross join pool
),
correlation as (
  select case when freedom >= 2 then (observed - variance * freedom) / nullif(variance * (effective - freedom), 0) end as within_group
  from spread
),
prior as (                -- applications that the prior weighs; null: no more spread than chance explains
  select pool.*, case when within_group > 0 then greatest(1 / within_group - 1, 0.01) end as weight
  from pool
  cross join correlation
),
shrunk as (
  select
    totals.*,
    prior.groups,
    prior.rate as pooled_rate,
    coalesce(prior.weight / (prior.weight + totals.applications), 1) as pull_share,
    coalesce((prior.weight * prior.rate + totals.hires) / (prior.weight + totals.applications), prior.rate) as hire_rate_shrunk
  from totals
  cross join prior
),
speeds as (
  select
    case when $by = 'country' then cast(country as varchar) else cast(source as varchar) end as name,
    quantile_cont(days_to_hire, 0.5) as median_days
  from applications
  where applied_at >= $since and applied_at < $until and days_to_hire >= 0
  group by 1
),
decided_offers as (
  select
    case when $by = 'country' then cast(country as varchar) else cast(source as varchar) end as name,
    count(*) as decided,
    count(*) filter (where status = 'accepted') as accepted
  from offers
  where applied_at >= $since and applied_at < $until and status in ('accepted', 'declined', 'expired')
  group by 1
)
select
  shrunk.name,
  shrunk.applications,
  shrunk.screened,
  shrunk.interviewed,
  shrunk.offered,
  shrunk.hires,
  shrunk.hires / nullif(sum(shrunk.hires) over (), 0) as share_of_hires,
  shrunk.hires / shrunk.applications as hire_rate,
  wilson_low(shrunk.hires, shrunk.applications) as hire_rate_low,
  wilson_high(shrunk.hires, shrunk.applications) as hire_rate_high,
  shrunk.hire_rate_shrunk,
  shrunk.pull_share,
  shrunk.pooled_rate,
  shrunk.groups,
  case when shrunk.hires >= $minimum_n then speeds.median_days end as median_days_to_hire,
  coalesce(decided_offers.decided, 0) as decided_offers,
  coalesce(decided_offers.accepted, 0) as accepted_offers,
  case when decided_offers.decided >= $minimum_n then decided_offers.accepted / decided_offers.decided end as acceptance_rate
from shrunk
left join speeds on speeds.name is not distinct from shrunk.name
left join decided_offers on decided_offers.name is not distinct from shrunk.name
order by shrunk.name nulls last
