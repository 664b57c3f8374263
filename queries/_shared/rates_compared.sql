-- /// query
-- title = "Rates compared fairly"
-- question = "Which sources, or countries, have more hires of their applications than others, beyond chance and beyond the mix?"
-- basis = "applications received in the period, hires known at the as-of date"
-- source = "Wilson 95% intervals (1927). Shrunk rate: empirical Bayes, beta-binomial, prior by the method of moments (Kleinman 1973); its 95% interval is that of the beta with the mean and variance of Morris 1983 (which counts the doubt about the prior), by integration over the logit, exact to 0.0001 in probability. Mix-adjusted rate: direct standardisation over the other of country and source, and role family, to everything shown; cells without applications of a name take the cell's pooled rate"
-- not_monotone = ["first_group", "last_group"] # places, not counts
--
-- [params.by]
-- type = "choice"
-- options = ["source", "country"]
-- default = "source"
--
-- [people]
-- nobody = ["group_count"]
-- overall = ["pooled_rate"]
-- [people.counts]
-- applications = ["hire_rate", "hire_rate_low", "hire_rate_high", "hire_rate_shrunk", "shrunk_low", "shrunk_high", "pull_share", "first_group", "last_group", "verdict", "standing", "mix_adjusted_hire_rate", "own_mix_share", "interview_rate"]
-- hires = ["share_of_hires", "hire_rate", "hire_rate_low", "hire_rate_high", "hire_rate_shrunk", "shrunk_low", "shrunk_high", "first_group", "last_group", "verdict", "standing", "mix_adjusted_hire_rate", "median_days_to_hire"]
-- interviewed = ["interview_rate"]
-- decided_offers = ["acceptance_rate"]
-- accepted_offers = ["acceptance_rate"]
--
-- [[checks]]
-- name = "a shrunk rate lies inside its interval"
-- assert = "shrunk_low <= hire_rate_shrunk + 1e-12 and hire_rate_shrunk <= shrunk_high + 1e-12"
-- [[checks]]
-- name = "a row per name"
-- unique = ["name"]
-- ///
with counts as (
  select
    source, country, role_family,
    cast(count(*) as double) as applications,
    cast(count(*) filter (where milestone = 'hired') as double) as hires
  from applications
  where applied_at >= $since and applied_at < $until
  group by source, country, role_family
),
cells as (                -- a source or country, the other of the two, and a role family
  select
    case when $by = 'country' then cast(country as varchar) else cast(source as varchar) end as name,
    case when $by = 'country' then cast(source as varchar) else cast(country as varchar) end as other,
    role_family, applications, hires
  from counts
),
pool as (
  select sum(applications) as applications, sum(hires) / sum(applications) as rate
  from cells
),
shrunk as (
  select row_number() over (order by name nulls last) as number, *
  from "_shared/rates_shrunk"
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
    number, a, b,
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
    number, point, logit, width, density,
    lead(density) over (partition by number order by point) as next_density,
    sum(density) over (partition by number order by point rows unbounded preceding) - density / 2 as below,
    sum(density) over (partition by number) as everything
  from densities
),
tails as (
  select 0.025e0 as tail
  union all
  select 0.975e0 as tail
),
quantiles as (            -- inside a step the density is a straight line, so the share below is a parabola
  select
    number, tail,
    1 / (1 + exp(-logit - width * 2 * (tail * everything - below)
      / (density + sqrt(greatest(density * density + 2 * (next_density - density) * (tail * everything - below), 0))))) as rate
  from steps
  cross join tails
  where below <= tail * everything and below + (density + next_density) / 2 > tail * everything
),
intervals as (
  select number, min(rate) as shrunk_low, max(rate) as shrunk_high
  from quantiles
  group by number
),
mixes as (                -- what everything shown has in a cell of the other dimension
  select other, role_family, sum(applications) as applications, sum(hires) / sum(applications) as rate
  from cells
  group by other, role_family
),
adjusted as (             -- the pooled rate, and in cells of its own the name's own difference from it
  select
    cells.name,
    max(pool.rate) + sum(
      mixes.applications / pool.applications * (cells.hires / cells.applications - mixes.rate)
      order by mixes.other, mixes.role_family
    ) as rate,
    sum(mixes.applications) / max(pool.applications) as own_mix_share
  from cells
  join mixes on mixes.other is not distinct from cells.other and mixes.role_family is not distinct from cells.role_family
  cross join pool
  group by cells.name
),
bounded as (
  select
    posterior.*,
    coalesce(intervals.shrunk_low, posterior.hire_rate_low) as shrunk_low,
    coalesce(intervals.shrunk_high, posterior.hire_rate_high) as shrunk_high
  from posterior
  left join intervals on intervals.number = posterior.number
),
bounds as (               -- from high to low: an interval opens at its high end and closes at its low end
  select 1 as kind, shrunk_high as rate, number from bounded
  union all
  select 2 as kind, shrunk_low as rate, number from bounded
),
turns as (
  select kind, rate, lag(kind) over (order by rate desc, kind, number) as kind_before, number
  from bounds
),
alike as (                -- the intervals that are open where one closes after another has opened all overlap: a group
  select rate, row_number() over (order by rate desc, number) as group_no
  from turns
  where kind = 2 and kind_before = 1
),
grouped as (
  select
    bounded.number,
    min(alike.group_no) as first_group,
    max(alike.group_no) as last_group,
    max(group_count.groups) as group_count
  from bounded
  join alike on alike.rate between bounded.shrunk_low and bounded.shrunk_high
  cross join (select count(*) as groups from alike) as group_count
  group by bounded.number
),
joined as (
  select
    bounded.*,
    grouped.first_group,
    grouped.last_group,
    grouped.group_count,
    adjusted.rate as mix_adjusted_hire_rate,
    adjusted.own_mix_share
  from bounded
  join grouped on grouped.number = bounded.number
  join adjusted on adjusted.name is not distinct from bounded.name
)
select
  name,
  cast(applications as bigint) as applications,
  cast(hires as bigint) as hires,
  share_of_hires,
  hire_rate,
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
  cast(interviewed as bigint) as interviewed,
  interviewed / applications as interview_rate,
  median_days_to_hire,
  decided_offers,
  accepted_offers,
  acceptance_rate
from joined
order by hire_rate_shrunk desc, applications desc, name nulls last
