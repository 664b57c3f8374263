-- /// query
-- title = "Offers accepted"
-- question = "What share of the offers decided in the period was accepted? Declined and expired ones count against it; pending ones do not count yet."
-- basis = "offers decided in the period"
-- source = "Change beyond chance: 95% interval of the difference as in overview/changes, Newcombe's method 10 (1998)"
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
-- [columns.monthly_decided]
-- label = "Decided in the month"
--
-- [columns.monthly_accepted]
-- label = "Accepted in the month"
--
-- [columns.people]
-- help = "The fewest people that the figure rests on: those counted, or of a share those who make it up"
--
-- [columns.people_before]
-- label = "People before"
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
-- [people]
-- nobody = ["month"]
-- not_added = ["decided", "people", "people_before"]
-- [people.counts]
-- monthly_decided = ["monthly_acceptance_rate"]
-- monthly_accepted = ["monthly_acceptance_rate"]
-- decided = ["acceptance_rate"]
-- people = ["acceptance_rate"]
-- people_before = ["acceptance_rate_before"]
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
figure as (              -- one row, also where there is nothing to compute the figure from
  select
    max(value) filter (where n >= $minimum_n) as acceptance_rate,
    coalesce(max(n), 0) as decided,
    max(people) as people,
    max(people_before) as people_before,
    max(previous) filter (where n_before >= $minimum_n) as acceptance_rate_before,
    case when count(previous) > 0 then coalesce(bool_or(more_than_noise), false) end as more_than_noise
  from "overview/changes"
  where kpi = 'offer_acceptance'
),
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
)
select
  whole_months.month,
  months_of_decision.accepted / nullif(months_of_decision.decided, 0) as monthly_acceptance_rate,
  months_of_decision.decided as monthly_decided,
  cast(months_of_decision.accepted as bigint) as monthly_accepted,
  figure.acceptance_rate,
  figure.decided,
  figure.people,
  figure.acceptance_rate_before,
  figure.people_before,
  figure.more_than_noise
from figure
left join whole_months on true
left join months_of_decision on months_of_decision.month = whole_months.month
order by whole_months.month
