-- /// query
-- title = "What the other filters offer"
-- question = "Which values do the applications have, and how many each?"
-- basis = "all applications, whatever is selected"
--
-- [people]
-- apart = ["dimension"]
-- counts = { applications = [] }
--
-- [[checks]]
-- name = "a value has one row"
-- unique = ["dimension", "value"]
-- ///
select 'role_level' as dimension, cast(role_level as varchar) as value, count(*) as applications
from all_applications
group by role_level
union all
select 'role_family', cast(role_family as varchar), count(*)
from all_applications
group by role_family
union all
select 'source', cast(source as varchar), count(*)
from all_applications
group by source
union all
select 'channel', cast(channel as varchar), count(*)
from all_applications
group by channel
union all
select 'department', cast(department as varchar), count(*)
from all_applications
group by department
union all
select 'work_model', cast(work_model as varchar), count(*)
from all_applications
group by work_model
order by dimension, applications desc, value
