-- /// query
-- title = "Removed on request"
-- question = "How many applications of closed months were removed by requests for erasure, and what may still be said of them?"
-- basis = "everything imported, whatever the filters say"
-- population = "no figure counts these applications; there are rows here only where the setting keep_closed_totals is on"
--
-- [columns.month]
-- label = "Received in"
--
-- [columns.milestone]
-- label = "Got as far as"
-- help = "What too few people share is not said"
--
-- [chart]
-- type = "table"
-- hide = ["account"]
--
-- [people]
-- nobody = ["month"]
-- counts = { applications = [] }
-- ///
select
  month,
  sum(applications) as applications,
  role_level,
  role_family,
  country,
  language,
  source,
  milestone,
  account
from forgotten_totals
group by account, month, role_level, role_family, country, language, source, milestone
order by
  month desc,
  applications desc,
  account,
  role_level nulls last,
  role_family nulls last,
  country nulls last,
  language nulls last,
  source nulls last,
  milestone nulls last
