-- /// query
-- title = "Open roles by age"
-- question = "How long have today's open seats been open, and which are slower than comparable ones were?"
-- basis = "seats open at the as-of date"
-- source = "As time_to_hire/open_against_curve: the share of comparable seats that were filled by this age"
-- needs = ["has_openings"]
--
-- [columns.age]
-- label = "Open for"
-- [columns.age.texts]
-- under_30 = "Under 30 days"
-- under_60 = "30 to 59"
-- under_90 = "60 to 89"
-- under_120 = "90 to 119"
-- older = "120 and more"
-- [columns.standing]
-- label = "Against comparable seats"
-- [columns.standing.texts]
-- usual = "In the usual range"
-- slow = "Slower than three of four"
-- slowest = "Slower than nine of ten"
-- few = "Too few to compare"
--
-- [chart]
-- type = "bar"
-- height = 278 # as its neighbour on the page
-- x = "age"
-- y = "open_roles"
-- color = "standing"
-- stack = true
--
-- [people]
-- nobody = ["open_roles"]
--
-- [[checks]]
-- name = "a row per age and standing"
-- unique = ["age", "standing"]
-- ///
with ages as (
  select *
  from (values (1, 'under_30', 0, 30), (2, 'under_60', 30, 60), (3, 'under_90', 60, 90), (4, 'under_120', 90, 120), (5, 'older', 120, 100000))
    as ages (place, age, from_day, to_day)
),
standings as (
  select *
  from (values (1, 'usual'), (2, 'slow'), (3, 'slowest'), (4, 'few')) as standings (rank, standing)
),
seats as (
  select
    days_open,
    case
      when faster_share is null then 'few'
      when faster_share >= 0.9 then 'slowest'
      when faster_share >= 0.75 then 'slow'
      else 'usual'
    end as standing
  from "time_to_hire/open_against_curve"
),
counted as (              -- every age has a bar, and a standing that nothing has is left out
  select ages.place, ages.age, standings.rank, standings.standing, count(seats.days_open) as open_roles
  from ages
  cross join standings
  left join seats
    on seats.days_open >= ages.from_day and seats.days_open < ages.to_day and seats.standing = standings.standing
  group by ages.place, ages.age, standings.rank, standings.standing
)
select age, standing, open_roles
from counted
where standing in (select standing from seats)
order by place, rank
