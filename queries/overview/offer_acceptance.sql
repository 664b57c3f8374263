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
-- [columns.decided]
-- label = "Decided offers"
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
-- n = "decided"
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
  select sum(accepted) / nullif(sum(decided), 0) as acceptance_rate, sum(accepted) as accepted, sum(decided) as decided
  from months_of_decision
),
period_before as (
  select
    sum(case when status = 'accepted' then 1 else 0 end) / nullif(count(*), 0) as acceptance_rate,
    sum(case when status = 'accepted' then 1 else 0 end) as accepted,
    count(*) as decided
  from offers
  where decided_at >= $compare_since
    and decided_at < $compare_until
    and status in ('accepted', 'declined', 'expired')
),
noise as (                -- Newcombe: the Wilson intervals of both, squared and added
  select
    differs(
      period.acceptance_rate, wilson_low(period.accepted, period.decided), wilson_high(period.accepted, period.decided),
      period_before.acceptance_rate, wilson_low(period_before.accepted, period_before.decided), wilson_high(period_before.accepted, period_before.decided)
    ) as more_than_noise
  from period
  cross join period_before
  where period.decided >= $minimum_n and period_before.decided >= $minimum_n
)
select
  whole_months.month,
  months_of_decision.accepted / nullif(months_of_decision.decided, 0) as monthly_acceptance_rate,
  case when period.decided >= $minimum_n then period.acceptance_rate end as acceptance_rate,
  cast(coalesce(period.decided, 0) as bigint) as decided,
  case when period_before.decided >= $minimum_n then period_before.acceptance_rate end as acceptance_rate_before,
  case when period_before.acceptance_rate is not null then coalesce(noise.more_than_noise, false) end as more_than_noise
from period
cross join period_before
left join noise on true
left join whole_months on true
left join months_of_decision on months_of_decision.month = whole_months.month
order by whole_months.month
