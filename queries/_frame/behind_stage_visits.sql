-- /// query
-- title = "Stays in a stage behind a mark"
-- question = "Which applications are they, the longest stay first?"
-- basis = "as on the card whose mark was clicked"
--
-- [columns.entered_on]
-- label = "Entered"
-- [columns.left_on]
-- label = "Left"
-- help = "Empty while the application waits there"
-- [columns.days_in_stage]
-- label = "Days there"
--
-- [chart]
-- type = "table"
-- hide = ["account", "job_id", "seq", "rows_behind"]
-- bars = ["days_in_stage"]
--
-- [[checks]]
-- name = "a stay has one row"
-- unique = ["account", "application_id", "seq"]
-- ///
select
  application_id,
  title,
  country,
  stage,
  milestone,
  status,
  cast(entered_at as date) as entered_on,
  cast(left_at as date) as left_on,
  days_in_stage,
  seq,
  job_id,
  account,
  count(*) over () as rows_behind
from stage_visits
order by days_in_stage desc nulls last, account, application_id, seq
