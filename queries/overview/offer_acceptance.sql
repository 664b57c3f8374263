-- /// query
-- title = "Offers accepted"
-- question = "What share of the offers decided in the period was accepted? Declined and expired ones count against it; pending ones do not count yet."
-- basis = "offers decided in the period"
-- source = "Change beyond chance: 95 % interval of the difference as in overview/changes, Newcombe's method 10 (1998)"
-- needs = ["has_offers"]
--
-- [columns.acceptance_rate]
-- label = "Accepted of decided offers"
--
-- [columns.acceptance_rate_before]
-- label = "In the period compared with"
-- format = "percent"
--
-- [columns.monthly_acceptance_rate]
-- help = "By month of decision; whole months of the period only"
--
-- [columns.more_than_noise]
-- label = "Change beyond chance"
-- help = "False where the change may be chance, or too little is there to tell"
--
-- [chart]
-- type = "metric"
-- value = "acceptance_rate"
-- previous = "acceptance_rate_before"
-- spark = "monthly_acceptance_rate"
-- good = "up"
-- significant = "more_than_noise"
--
-- [behind]
-- table = "offers"
-- where = "decided_at >= $since and decided_at < $until and status in ('accepted', 'declined', 'expired')"
--
-- [[checks]]
-- name = "a rate is a share"
-- assert = "acceptance_rate is null or acceptance_rate between 0 and 1"
-- ///
with
months as (
  select cast(unnest(generate_series(date_trunc('month', $since), $until, interval 1 month)) as date) as month
),
whole_months as (
  select month
  from months
  where month >= $since
    and month + interval 1 month <= $until
),
months_of_decision as (
  select
    cast(date_trunc('month', decided_at) as date) as month,
    count(*) as decided,
    sum(case when status = 'accepted' then 1 else 0 end) as accepted
  from offers
  where decided_at >= $since
    and decided_at < $until
    and status in ('accepted', 'declined', 'expired')
  group by cast(date_trunc('month', decided_at) as date)
),
period as (
  select sum(accepted) / nullif(sum(decided), 0) as acceptance_rate, sum(decided) as decided
  from months_of_decision
),
period_before as (
  select
    sum(case when status = 'accepted' then 1 else 0 end) / nullif(count(*), 0) as acceptance_rate,
    count(*) as decided
  from offers
  where decided_at >= $compare_since
    and decided_at < $compare_until
    and status in ('accepted', 'declined', 'expired')
),
intervals as (            -- Wilson: (p + z^2 / 2n -+ z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n)
  select
    period.acceptance_rate as rate,
    period_before.acceptance_rate as rate_before,
    (period.acceptance_rate + z * z / 2 / period.decided - z * sqrt(period.acceptance_rate * (1 - period.acceptance_rate) / period.decided + power(z / 2 / period.decided, 2)))
      / (1 + z * z / period.decided) as low,
    (period.acceptance_rate + z * z / 2 / period.decided + z * sqrt(period.acceptance_rate * (1 - period.acceptance_rate) / period.decided + power(z / 2 / period.decided, 2)))
      / (1 + z * z / period.decided) as high,
    (period_before.acceptance_rate + z * z / 2 / period_before.decided
      - z * sqrt(period_before.acceptance_rate * (1 - period_before.acceptance_rate) / period_before.decided + power(z / 2 / period_before.decided, 2)))
      / (1 + z * z / period_before.decided) as low_before,
    (period_before.acceptance_rate + z * z / 2 / period_before.decided
      + z * sqrt(period_before.acceptance_rate * (1 - period_before.acceptance_rate) / period_before.decided + power(z / 2 / period_before.decided, 2)))
      / (1 + z * z / period_before.decided) as high_before
  from period
  cross join period_before
  cross join (select 1.959963984540054e0 as z) as normal_quantile
  where period.decided >= 5 and period_before.decided >= 5
),
noise as (                -- both intervals squared and added
  select
    rate - rate_before > sqrt(power(rate - low, 2) + power(high_before - rate_before, 2))
      or rate_before - rate > sqrt(power(high - rate, 2) + power(rate_before - low_before, 2)) as more_than_noise
  from intervals
)
select
  whole_months.month,
  months_of_decision.accepted / nullif(months_of_decision.decided, 0) as monthly_acceptance_rate,
  period.acceptance_rate,
  period_before.acceptance_rate as acceptance_rate_before,
  case when period_before.acceptance_rate is not null then coalesce(noise.more_than_noise, false) end as more_than_noise
from period
cross join period_before
left join noise on true
left join whole_months on true
left join months_of_decision on months_of_decision.month = whole_months.month
order by whole_months.month
