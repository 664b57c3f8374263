-- /// query
-- title = "In words"
-- question = "Which sources differ beyond chance?"
-- basis = "applications received in the period, hires known at the as-of date"
-- source = "The shrunk rates and intervals of sources/comparison; only what is more than noise"
--
-- [chart]
-- type = "words"
-- sentence = "sentence"
-- card = "card"
--
-- [[checks]]
-- name = "a sentence ends"
-- assert = "sentence like '%.' and card like '%/%'"
-- ///
with cells as (
  select
    source,
    cast(count(*) as double) as applications,
    cast(count(*) filter (where milestone = 'hired') as double) as hires
  from applications
  where applied_at >= $since and applied_at < $until
  group by source
),
totals as (
  select
    source,
    sum(applications) as applications,
    sum(hires) as hires
  from cells
  group by source
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
spread as (               -- Kleinman: correlation within a source, (S - p (1 - p) (k - 1)) / (p (1 - p) (N - sum n^2 / N - (k - 1)))
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
    source, a, b,
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
    source, point, logit, width, density,
    lead(density) over (partition by source order by point) as next_density,
    sum(density) over (partition by source order by point rows unbounded preceding) - density / 2 as below,
    sum(density) over (partition by source) as everything
  from densities
),
tails as (
  select 0.025e0 as tail
  union all
  select 0.975e0 as tail
),
quantiles as (            -- inside a step the density is a straight line, so the share below is a parabola
  select
    source, tail,
    1 / (1 + exp(-logit - width * 2 * (tail * everything - below)
      / (density + sqrt(greatest(density * density + 2 * (next_density - density) * (tail * everything - below), 0))))) as rate
  from steps
  cross join tails
  where below <= tail * everything and below + (density + next_density) / 2 > tail * everything
),
intervals as (
  select source, min(rate) as shrunk_low, max(rate) as shrunk_high
  from quantiles
  group by source
),
rated as (               -- Wilson: (x + z^2/2 -+ z sqrt(x (n - x) / n + z^2/4)) / (n + z^2)
  select
    posterior.*,
    (hires + z * z / 2 - z * sqrt(hires * (applications - hires) / applications + z * z / 4)) / (applications + z * z) as hire_rate_low,
    (hires + z * z / 2 + z * sqrt(hires * (applications - hires) / applications + z * z / 4)) / (applications + z * z) as hire_rate_high
  from posterior
  cross join (select 1.959963984540054e0 as z) as normal_quantile
),
bounded as (
  select
    rated.*,
    coalesce(intervals.shrunk_low, rated.hire_rate_low) as shrunk_low,
    coalesce(intervals.shrunk_high, rated.hire_rate_high) as shrunk_high
  from rated
  left join intervals on intervals.source is not distinct from rated.source
),
judged as (               -- the clearest first
  select
    cast(source as varchar) as name,
    applications, hires, hire_rate_shrunk, pooled_rate,
    case when shrunk_low > pooled_rate then 1 when shrunk_high < pooled_rate then 2 end as side,
    row_number() over (
      partition by case when shrunk_low > pooled_rate then 1 when shrunk_high < pooled_rate then 2 end
      order by abs(ln(hire_rate_shrunk / nullif(pooled_rate, 0))) desc, applications desc, source nulls last
    ) as turn
  from bounded
  where hire_rate_shrunk > 0 and (hires >= $minimum_n or shrunk_high < pooled_rate)
),
said as (
  select
    10 * side + turn as place,
    concat(
      coalesce(name, 'Not stated'), ': ', cast(round(100 * hire_rate_shrunk, 1) as varchar), ' % of applications lead to a hire, ',
      case when side = 1 then 'more' else 'less' end, ' than over all sources (', cast(round(100 * pooled_rate, 1) as varchar),
      ' %; probably not chance, ', cast(cast(hires as bigint) as varchar), case when hires = 1 then ' hire' else ' hires' end, ').'
    ) as sentence
  from judged
  where side is not null and turn <= 2
),
together as (
  select place, sentence from said
  union all
  select
    90 as place,
    concat('The ', cast(counted.groups as varchar), ' sources cannot be told apart: their differences are no larger than chance makes them.') as sentence
  from (select count(*) as groups, sum(hires) as hires from totals) as counted
  where counted.groups > 1 and counted.hires >= $minimum_n and not exists (select 1 from said)
  union all
  select 91 as place, concat('Too few hires to compare sources (', cast(cast(counted.hires as bigint) as varchar), ').') as sentence
  from (select coalesce(sum(hires), 0) as hires from totals) as counted
  where counted.hires < $minimum_n
)
select sentence, 'sources/comparison' as card
from together
order by place
