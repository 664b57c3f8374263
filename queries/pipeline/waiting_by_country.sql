-- /// query
-- title = "Waiting by country"
-- question = "In which countries do candidates wait, and how many longer than usual?"
-- basis = "candidates in a stage at the as-of date, whenever they applied, against every visit to the stage"
-- source = "Kaplan-Meier estimator of the days in a stage, those still there censored; p90 is the first day by which nine of ten have left"
-- needs = ["has_history", "has_country"]
-- not_monotone = ["waiting"] # late is what is late for those selected
--
-- [params.most]
-- type = "number"
-- label = "Countries at most"
-- default = 12
-- help = "Those where most candidates wait"
--
-- [columns.wait]
-- label = "Against the stage's usual time"
-- help = "Longer than usual: longer than nine of ten stay in that stage; not known: too few have left it to say"
-- values = ["usual time", "longer than usual", "not known"]
-- [columns.waiting]
-- label = "Waiting"
--
-- [chart]
-- type = "bar"
-- x = "waiting"
-- y = "country"
-- color = "wait"
-- stack = true
--
-- [people]
-- counts = { waiting = [], all_waiting = [] }
--
-- [behind]
-- table = "pipeline/waiting_longest"
-- where = "country is not distinct from $row_country and wait = $row_wait"
-- count = "waiting"
--
-- [[checks]]
-- name = "a row per country and wait"
-- unique = ["country", "wait"]
-- ///
with waits as (
  select *
  from (values (1, 'usual time'), (2, 'longer than usual'), (3, 'not known')) as waits (place, wait)
),
counted as (              -- those who wait, by country and by how their wait compares
  select country, wait, count(*) as waiting
  from "pipeline/waiting_longest"
  group by country, wait
),
groups as (               -- largest first
  select
    country,
    sum(waiting) as all_waiting,
    row_number() over (order by sum(waiting) desc, cast(country as varchar)) as place
  from counted
  group by country
)
select groups.country, waits.wait, counted.waiting, cast(groups.all_waiting as bigint) as all_waiting
from counted
join groups on groups.country is not distinct from counted.country
join waits on waits.wait = counted.wait
where $most is null or groups.place <= $most
order by waits.place, groups.place
