-- /// query
-- title = "In words"
-- question = "Does hiring keep up, and what has changed beyond chance?"
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
-- days_more = "{kpi}: {value:days}, {size:days} longer than in the period compared with (probably not chance)."
-- days_less = "{kpi}: {value:days}, {size:days} shorter than in the period compared with (probably not chance)."
-- plan_open = "This quarter so far: {hires} of the {target:integer} hires aimed at."
-- plan = "Last quarter: {hires} of the {target:integer} hires aimed at."
-- slow = ["{slow_roles} of {open_roles} open roles is older than three of four comparable ones were when they were filled.", "{slow_roles} of {open_roles} open roles are older than three of four comparable ones were when they were filled."]
-- none = "No figure differs from the period compared with by more than chance explains."
--
-- [chart]
-- type = "words"
-- sentence = "sentence"
-- card = "card"
--
-- [people]
-- nobody = ["target", "slow_roles", "open_roles"]
-- not_added = ["hires", "people", "people_before"]
-- [people.counts]
-- hires = ["sentence"]
-- people = ["value", "size", "sentence"]
-- people_before = ["size", "sentence"]
--
-- [[checks]]
-- name = "a sentence leads to a card"
-- assert = "sentence is not null and card like '%/%'"
-- ///
with surprises as (       -- figures whose change is more than noise, those about hiring before the counts
  select
    kpi, value, size, people, people_before, sentence,
    row_number() over (order by case when kpi in ('open_roles', 'applications') then 1 else 0 end, kpi) as turn
  from "overview/changes"
  where more_than_noise and (sentence like '%_more' or sentence like '%_less')
),
plan as (                 -- the latest quarter with a target
  select
    hires, target, case when is_open then 'plan_open' else 'plan' end as sentence,
    row_number() over (order by quarter desc) as turn
  from "overview/hires_by_quarter"
  where target is not null
),
roles as (                -- open seats, and those already slower than three of four comparable ones
  select count(*) as open_roles, count(*) filter (where faster_share >= 0.75) as slow_roles
  from "time_to_hire/open_against_curve"
),
said as (
  select 1 as place, sentence, 'overview/hires_by_quarter' as card, null as kpi, null as value, null as size,
    hires, target, null as open_roles, null as slow_roles, null as people, null as people_before
  from plan
  where turn = 1
  union all
  select 2 as place, 'slow' as sentence, 'overview/open_roles_by_age' as card, null as kpi, null as value, null as size,
    null as hires, null as target, open_roles, slow_roles, null as people, null as people_before
  from roles
  where slow_roles > 0
  union all
  select 2 + turn as place, sentence, concat('overview/', kpi) as card, kpi, value, size,
    null as hires, null as target, null as open_roles, null as slow_roles, people, people_before
  from surprises
  where turn <= 3
  union all
  select 9 as place, 'none' as sentence, 'overview/changes' as card, null as kpi, null as value, null as size,
    null as hires, null as target, null as open_roles, null as slow_roles, null as people, null as people_before
  from (select count(*) as changes from surprises) as counted
  where counted.changes = 0 and $compare_since is not null
)
select sentence, card, kpi, value, size, hires, target, slow_roles, open_roles, people, people_before
from said
order by place
