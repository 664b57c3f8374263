-- /// query
-- title = "Left out of these times"
-- question = "How many hires can't be timed?"
-- basis = "hires in the period; those without a date at all, of any period"
--
-- [columns.why]
-- label = "Why"
-- values = ["Hired before they applied, by the dates given", "Hired, but the export does not say when"]
--
-- [chart]
-- type = "table"
--
-- [people]
-- counts = { hires = [] }
--
-- [[checks]]
-- name = "a row per reason"
-- unique = ["why"]
-- ///
with
hires as (
  select
    sum(case when hired_at >= $since and hired_at < $until and days_to_hire < 0 then 1 else 0 end) as before_applying,
    sum(case when hired_at is null then 1 else 0 end) as without_date
  from applications
  where milestone = 'hired'
)
select 'Hired before they applied, by the dates given' as why, cast(coalesce(before_applying, 0) as bigint) as hires
from hires
union all
select 'Hired, but the export does not say when' as why, cast(coalesce(without_date, 0) as bigint) as hires
from hires
order by why
