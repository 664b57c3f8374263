-- /// query
-- title = "Applications behind a mark"
-- question = "Which applications are they, the newest first?"
-- basis = "as on the card whose mark was clicked"
--
-- [columns.applied_on]
-- label = "Applied"
-- [columns.ended_on]
-- label = "Ended"
-- help = "Hired, rejected or withdrawn; empty while the application is active"
-- [columns.days]
-- label = "Days"
-- help = "From the application to the hire, to its end, or to the as-of date while it is active"
--
-- [chart]
-- type = "table"
-- hide = ["account", "job_id", "rows_behind"]
--
-- [[checks]]
-- name = "an application has one row"
-- unique = ["account", "application_id"]
-- ///
select
  application_id,
  title,
  country,
  milestone,
  status,
  cast(applied_at as date) as applied_on,
  cast(coalesce(hired_at, closed_at) as date) as ended_on,
  coalesce(days_to_hire, days_observed) as days,
  job_id,
  account,
  count(*) over () as rows_behind
from applications
order by applied_at desc, account, application_id
