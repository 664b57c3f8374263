-- /// query
-- title = "Offers behind a mark"
-- question = "Which offers are they, the newest first?"
-- basis = "as on the card whose mark was clicked"
--
-- [columns.sent_on]
-- label = "Sent"
-- [columns.decided_on]
-- label = "Decided"
-- help = "Accepted, declined or expired; empty while the offer is out"
-- [columns.days]
-- label = "Days out"
-- help = "From sending to the decision, or to the as-of date"
--
-- [chart]
-- type = "table"
-- hide = ["account", "job_id", "rows_behind"]
--
-- [[checks]]
-- name = "an offer has one row"
-- unique = ["account", "application_id"]
-- ///
select
  application_id,
  title,
  country,
  status,
  cast(sent_at as date) as sent_on,
  cast(decided_at as date) as decided_on,
  date_diff('day', cast(sent_at as date), coalesce(cast(decided_at as date), $as_of)) as days,
  job_id,
  account,
  count(*) over () as rows_behind
from offers
order by coalesce(decided_at, sent_at) desc nulls last, account, application_id
