-- /// query
-- title = "Offers out"
-- question = "How many offers wait for an answer?"
-- basis = "offers without a decision at the as-of date, whenever they were sent"
-- needs = ["has_offers"]
--
-- [columns.longest_days]
-- label = "Longest out"
--
-- [chart]
-- type = "metric"
-- value = "offers_out"
-- good = "none"
--
-- [people]
-- counts = { offers_out = [] }
--
-- [behind]
-- table = "pipeline/offers_out"
-- where = "true"
-- count = "offers_out"
--
-- [[checks]]
-- name = "a count is never below zero"
-- assert = "offers_out >= 0"
-- ///
select
  count(*) as offers_out,
  max(date_diff('day', cast(sent_at as date), $as_of)) as longest_days
from offers
where status = 'pending'
order by offers_out
