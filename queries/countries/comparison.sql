-- /// query
-- title = "Countries compared fairly"
-- question = "In which countries are more applicants hired than in others, beyond chance and beyond what is hired for there?"
-- basis = "applications received in the period, hires known at the as-of date"
-- population = "Shrunk rate: each country is pulled toward the whole, the more the fewer its applications. Two countries that share a group can't be told apart"
-- source = "Wilson 95 % intervals (1927). Shrunk rate: empirical Bayes, beta-binomial, prior by the method of moments (Kleinman 1973); its 95 % interval is that of the beta with the mean and variance of Morris 1983 (which counts the doubt about the prior), by integration over the logit, exact to 0.0001 in probability. Mix-adjusted rate: direct standardisation over role family and source to everything shown; cells without applications of a country take the cell's pooled rate"
--
-- [columns.hire_rate]
-- label = "Hired of those who applied"
-- [columns.hire_rate_low]
-- format = "percent"
-- [columns.hire_rate_high]
-- format = "percent"
-- [columns.hire_rate_shrunk]
-- label = "Shrunk rate"
-- format = "percent"
-- [columns.shrunk_low]
-- format = "percent"
-- [columns.shrunk_high]
-- format = "percent"
-- [columns.pull_share]
-- label = "Pulled toward the whole"
-- [columns.mix_adjusted_hire_rate]
-- label = "Rate at everyone's mix"
-- help = "As if every country had the same mix of role family and source"
-- [columns.own_mix_share]
-- label = "Mix with own applications"
-- help = "Share of everything shown that lies in cells where the country has applications; the rest is borrowed"
-- [columns.interview_rate]
-- label = "Reached an interview"
-- [columns.acceptance_rate]
-- label = "Offers accepted"
-- [columns.pooled_rate]
-- label = "All countries"
-- [columns.verdict]
-- label = "Against all countries"
-- [columns.first_group]
-- label = "Group"
-- help = "Two countries that share a group can't be told apart"
-- [columns.last_group]
-- label = "to group"
-- [columns.standing]
-- label = "In words"
-- [columns.standing.texts]
-- few = "Too few hires to say ({hires}): {pull_share:percent} of its rate is that of the whole"
-- alone = "Not distinguishable from the others"
-- group = "Group {first_group} of {group_count}"
-- groups = "Groups {first_group} to {last_group} of {group_count}"
--
-- [chart]
-- type = "dot_interval"
-- x = "hire_rate_shrunk"
-- y = "country"
-- low = "shrunk_low"
-- high = "shrunk_high"
-- reference = "pooled_rate"
-- n = "applications"
-- verdict = "verdict"
-- good = "up"
--
-- [behind]
-- where = "applied_at >= $since and applied_at < $until and country is not distinct from $row_country"
-- count = "applications"
--
-- [[checks]]
-- name = "a shrunk rate lies inside its interval"
-- assert = "shrunk_low <= hire_rate_shrunk + 1e-12 and hire_rate_shrunk <= shrunk_high + 1e-12"
-- [[checks]]
-- name = "a row per country"
-- unique = ["country"]
-- ///
with cells as (           -- a country, role family and source
  select
    country, role_family, source,
    cast(count(*) as double) as applications,
    cast(count(*) filter (where milestone in ('interviewed', 'offered', 'hired')) as double) as interviewed,
    cast(count(*) filter (where milestone = 'hired') as double) as hires
  from applications
  where applied_at >= $since and applied_at < $until
  group by country, role_family, source
),
totals as (
  select
    country,
    sum(applications) as applications,
    sum(interviewed) as interviewed,
    sum(hires) as hires
  from cells
  group by country
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
spread as (               -- Kleinman: correlation within a country, (S - p (1 - p) (k - 1)) / (p (1 - p) (N - sum n^2 / N - (k - 1)))
  select
    sum(totals.applications * power(totals.hires / totals.applications - pool.rate, 2)) as observed,
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
uncertain as (            -- Morris: the prior is estimated, so the pull is less sure than it looks
  select *, pull_share * greatest(groups - 3, 0) / greatest(groups - 1, 1) as sure_pull
  from shrunk
),
varied as (
  select
    *,
    hire_rate_shrunk * (1 - hire_rate_shrunk) / applications * (1 - sure_pull * (groups - 1) / groups)
      + case when groups > 3 then 2 * sure_pull * sure_pull / (groups - 3) else pull_share * pull_share end
        * power(hires / applications - pooled_rate, 2) as variance
  from uncertain
),
posterior as (            -- the beta(a, b) of that mean and variance; null without any hire, or with hires alone
  select
    *,
    case when variance > 0 and hire_rate_shrunk > 0
      then greatest(hire_rate_shrunk * (hire_rate_shrunk * (1 - hire_rate_shrunk) / variance - 1), 0.1) end as a,
    case when variance > 0 and hire_rate_shrunk < 1
      then greatest((1 - hire_rate_shrunk) * (hire_rate_shrunk * (1 - hire_rate_shrunk) / variance - 1), 0.1) end as b
  from varied
),
digits as (
  select * from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as digits (digit)
),
grid as (
  select 100 * hundreds.digit + 10 * tens.digit + ones.digit as point
  from digits as ones
  cross join digits as tens
  cross join digits as hundreds
),
reaches as (              -- the logit's mode and how far its density matters: a bell in the middle, e^(a logit) and e^(-b logit) beyond
  select
    country, a, b,
    ln(a / b) as mode,
    ln(a / b) - 5 * sqrt(1 / a + 1 / b) - 14 / a as lowest,
    (10 * sqrt(1 / a + 1 / b) + 14 / a + 14 / b) / 999 as width
  from posterior
  where a > 0 and b > 0
),
logits as (
  select reaches.*, grid.point, lowest + width * grid.point as logit
  from reaches
  cross join grid
),
densities as (            -- of the logit, 1 at its mode
  select
    *,
    exp(a * (logit - mode)
      - (a + b) * (greatest(logit, 0) + ln(1 + exp(-abs(logit))) - greatest(mode, 0) - ln(1 + exp(-abs(mode))))) as density
  from logits
),
steps as (
  select
    country, point, logit, width, density,
    lead(density) over (partition by country order by point) as next_density,
    sum(density) over (partition by country order by point rows unbounded preceding) - density / 2 as below,
    sum(density) over (partition by country) as everything
  from densities
),
tails as (
  select 0.025e0 as tail
  union all
  select 0.975e0 as tail
),
quantiles as (            -- inside a step the density is a straight line, so the share below is a parabola
  select
    country, tail,
    1 / (1 + exp(-logit - width * 2 * (tail * everything - below)
      / (density + sqrt(greatest(density * density + 2 * (next_density - density) * (tail * everything - below), 0))))) as rate
  from steps
  cross join tails
  where below <= tail * everything and below + (density + next_density) / 2 > tail * everything
),
intervals as (
  select country, min(rate) as shrunk_low, max(rate) as shrunk_high
  from quantiles
  group by country
),
mixes as (                -- what everything shown has in a cell
  select role_family, source, sum(applications) as applications, sum(hires) / sum(applications) as rate
  from cells
  group by role_family, source
),
adjusted as (             -- the pooled rate, and in cells of its own the country's difference from it
  select
    cells.country,
    max(pool.rate) + sum(mixes.applications / pool.applications * (cells.hires / cells.applications - mixes.rate)) as rate,
    sum(mixes.applications / pool.applications) as own_mix_share
  from cells
  join mixes on mixes.role_family is not distinct from cells.role_family and mixes.source is not distinct from cells.source
  cross join pool
  group by cells.country
),
speeds as (
  select country, quantile_cont(days_to_hire, 0.5) as median_days
  from applications
  where applied_at >= $since and applied_at < $until and days_to_hire >= 0
  group by country
),
decided_offers as (
  select
    country,
    count(*) as decided,
    count(*) filter (where status = 'accepted') as accepted
  from offers
  where applied_at >= $since and applied_at < $until and status in ('accepted', 'declined', 'expired')
  group by country
),
rated as (
  select
    posterior.*,
    wilson_low(hires, applications) as hire_rate_low,
    wilson_high(hires, applications) as hire_rate_high
  from posterior
),
bounded as (
  select
    rated.*,
    coalesce(intervals.shrunk_low, rated.hire_rate_low) as shrunk_low,
    coalesce(intervals.shrunk_high, rated.hire_rate_high) as shrunk_high
  from rated
  left join intervals on intervals.country is not distinct from rated.country
),
bounds as (               -- from high to low: an interval opens at its high end and closes at its low end
  select 1 as kind, shrunk_high as rate, country from bounded
  union all
  select 2 as kind, shrunk_low as rate, country from bounded
),
turns as (
  select kind, rate, lag(kind) over (order by rate desc, kind, country nulls last) as kind_before, country
  from bounds
),
alike as (                -- the intervals that are open where one closes after another has opened all overlap: a group
  select rate, row_number() over (order by rate desc, country nulls last) as group_no
  from turns
  where kind = 2 and kind_before = 1
),
grouped as (
  select
    bounded.country,
    min(alike.group_no) as first_group,
    max(alike.group_no) as last_group,
    max(group_count.groups) as group_count
  from bounded
  join alike on alike.rate between bounded.shrunk_low and bounded.shrunk_high
  cross join (select count(*) as groups from alike) as group_count
  group by bounded.country
),
joined as (
  select
    bounded.*,
    grouped.first_group,
    grouped.last_group,
    grouped.group_count,
    adjusted.rate as mix_adjusted_hire_rate,
    adjusted.own_mix_share,
    speeds.median_days as median_days_to_hire,
    decided_offers.accepted / nullif(decided_offers.decided, 0) as acceptance_rate
  from bounded
  join grouped on grouped.country is not distinct from bounded.country
  join adjusted on adjusted.country is not distinct from bounded.country
  left join speeds on speeds.country is not distinct from bounded.country
  left join decided_offers on decided_offers.country is not distinct from bounded.country
)
select
  country,
  cast(applications as bigint) as applications,
  cast(hires as bigint) as hires,
  hires / nullif(sum(hires) over (), 0) as share_of_hires,
  hires / applications as hire_rate,
  hire_rate_low,
  hire_rate_high,
  hire_rate_shrunk,
  shrunk_low,
  shrunk_high,
  pull_share,
  pooled_rate,
  case when shrunk_low > pooled_rate then 'above' when shrunk_high < pooled_rate then 'below' else 'same' end as verdict,
  cast(first_group as bigint) as first_group,
  cast(last_group as bigint) as last_group,
  cast(group_count as bigint) as group_count,
  case
    when hires < $minimum_n then 'few'
    when group_count = 1 then 'alone'
    when first_group = last_group then 'group'
    else 'groups'
  end as standing,
  mix_adjusted_hire_rate,
  own_mix_share,
  interviewed / applications as interview_rate,
  median_days_to_hire,
  acceptance_rate
from joined
order by hire_rate_shrunk desc, applications desc, country nulls last
