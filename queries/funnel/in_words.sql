-- /// query
-- title = "In words"
-- question = "Who waits too long, and what cannot be seen yet?"
-- basis = "candidates in a stage at the as-of date; applications received in the period"
-- source = "As pipeline/waiting_longest and funnel/cohort_maturity"
-- needs = ["has_history"]
-- not_monotone = ["waiting_long"] # long is what is long for those selected
--
-- [columns.sentence.texts]
-- waiting = ["{waiting} candidate waits in a stage now, longer than nine of ten usually do: for {longest} days.", "{waiting} candidates wait in a stage now, {waiting_long} of them longer than nine of ten usually do; the longest for {longest} days."]
-- immature = ["Conversion in the newest month can still rise: {rate} have been hired so far, about {rate_expected:percent} are to be expected.", "Conversion in the newest {months} months can still rise: {rate} have been hired so far, about {rate_expected:percent} are to be expected."]
--
-- [chart]
-- type = "words"
-- sentence = "sentence"
-- card = "card"
--
-- [people]
-- nobody = ["months"]
-- not_added = ["waiting", "waiting_long", "applications", "hires"]
-- [people.counts]
-- waiting = ["longest", "sentence"]
-- waiting_long = ["longest", "sentence"]
-- applications = ["rate", "rate_expected", "sentence"]
-- hires = ["rate", "rate_expected", "sentence"]
--
-- [[checks]]
-- name = "a sentence leads to a card"
-- assert = "sentence is not null and card like '%/%'"
-- ///
with waiting_now as (
  select
    count(*) as waiting,
    count(*) filter (where verdict in ('long', 'longest')) as waiting_long,
    max(days_waiting) as longest
  from "pipeline/waiting_longest"
),
immature as (
  select
    count(*) filter (where measure = 'So far') as months,
    sum(applications) filter (where measure = 'So far') as applications,
    sum(hires) filter (where measure = 'So far') as hires,
    sum(hires) filter (where measure = 'So far')
      / nullif(sum(applications) filter (where measure = 'So far'), 0) as rate,
    sum(hires) filter (where measure = 'So far')
      / nullif(sum(applications * maturity) filter (where measure = 'So far'), 0) as rate_expected
  from "funnel/cohort_maturity"
  where is_immature and maturity is not null
),
said as (
  select
    1 as place, 'waiting' as sentence, 'pipeline/waiting_longest' as card,
    waiting, waiting_long, longest,
    cast(null as bigint) as months, null as rate, null as rate_expected, null as applications, null as hires
  from waiting_now
  where waiting_long > 0
  union all
  select
    2 as place, 'immature' as sentence, 'funnel/cohort_maturity' as card,
    cast(null as bigint) as waiting, null as waiting_long, null as longest,
    months, rate, rate_expected, applications, hires
  from immature
  where months > 0 and rate_expected <= 1
)
select
  sentence,
  card,
  waiting,
  waiting_long,
  cast(longest as bigint) as longest,
  months,
  cast(applications as bigint) as applications,
  cast(hires as bigint) as hires,
  rate,
  rate_expected
from said
order by place
