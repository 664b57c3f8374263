-- /// query
-- title = "Waiting by role family"
-- question = "For which roles do candidates wait, and how many longer than usual?"
-- basis = "candidates in a stage at the as-of date, whenever they applied, against every visit to the stage"
-- source = "Kaplan-Meier estimator of the days in a stage, those still there censored; p90 is the first day by which nine of ten have left"
-- needs = ["has_history"]
-- not_monotone = ["waiting"] # late is what is late for those selected
--
-- [params.most]
-- type = "number"
-- label = "Role families at most"
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
-- y = "role_family"
-- color = "wait"
-- stack = true
--
-- [people]
-- counts = { waiting = [], all_waiting = [] }
--
-- [behind]
-- table = "pipeline/waiting_longest"
-- where = "role_family is not distinct from $row_role_family and wait = $row_wait"
-- count = "waiting"
--
-- [[checks]]
-- name = "a row per role family and wait"
-- unique = ["role_family", "wait"]
-- ///
with waits as (
  select *
  from (values (1, 'usual time'), (2, 'longer than usual'), (3, 'not known')) as waits (place, wait)
),
counted as (              -- those who wait, by role family and by how their wait compares
  select role_family, wait, count(*) as waiting
  from "pipeline/waiting_longest"
  group by role_family, wait
),
groups as (               -- largest first
  select
    role_family,
    sum(waiting) as all_waiting,
    row_number() over (order by sum(waiting) desc, cast(role_family as varchar)) as place
  from counted
  group by role_family
)
select groups.role_family, waits.wait, counted.waiting, cast(groups.all_waiting as bigint) as all_waiting
from counted
join groups on groups.role_family is not distinct from counted.role_family
join waits on waits.wait = counted.wait
where $most is null or groups.place <= $most
order by waits.place, groups.place
