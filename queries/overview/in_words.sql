-- /// query
-- title = "In words"
-- question = "What has changed beyond chance?"
-- basis = "as overview/changes"
-- source = "The intervals of overview/changes; only what is more than noise"
--
-- [columns.kpi.texts]
-- open_roles = "Open roles"
-- applications = "Applications"
-- hires = "Hires"
-- hire_rate = "Hired of those who applied"
-- median_time_to_hire = "Median time to hire"
-- offer_acceptance = "Offers accepted"
-- [columns.sentence.texts]
-- count_more = "{kpi}: {value:integer}, {size:integer} more than in the period compared with (probably not chance)."
-- count_less = "{kpi}: {value:integer}, {size:integer} fewer than in the period compared with (probably not chance)."
-- rate_more = "{kpi}: {value:percent}, {size:points} points more than in the period compared with (probably not chance)."
-- rate_less = "{kpi}: {value:percent}, {size:points} points less than in the period compared with (probably not chance)."
-- days_more = "{kpi}: {value:days}, {size:integer} longer than in the period compared with (probably not chance)."
-- days_less = "{kpi}: {value:days}, {size:integer} shorter than in the period compared with (probably not chance)."
-- none = "No figure differs from the period compared with by more than chance explains."
--
-- [chart]
-- type = "words"
-- sentence = "sentence"
-- card = "card"
--
-- [[checks]]
-- name = "a sentence leads to a card"
-- assert = "sentence is not null and card like 'overview/%'"
-- ///
with surprises as (       -- figures whose change is more than noise, those about hiring before the counts
  select
    kpi, value, size, sentence,
    row_number() over (order by case when kpi in ('open_roles', 'applications') then 1 else 0 end, kpi) as turn
  from "overview/changes"
  where more_than_noise and (sentence like '%_more' or sentence like '%_less')
),
said as (
  select kpi, value, size, sentence, concat('overview/', kpi) as card, turn
  from surprises
  where turn <= 4
  union all
  select null as kpi, null as value, null as size, 'none' as sentence, 'overview/changes' as card, 1 as turn
  from (select count(*) as changes from surprises) as counted
  where counted.changes = 0 and $compare_since is not null
)
select sentence, card, kpi, value, size
from said
order by turn
