-- /// query
-- title = "Applications that do not count"
-- question = "How many applications are left out of every figure, and why?"
-- basis = "everything imported, whatever the filters say"
--
-- [columns.why]
-- label = "Why"
-- values = ["Prospects: people without a job to apply for", "Copied over from an older system, by the export's own mark"]
--
-- [columns.people]
-- help = "The same person within an account is counted once"
--
-- [chart]
-- type = "table"
--
-- [people]
-- counts = { applications = [], people = [] }
--
-- [[checks]]
-- name = "a row per reason"
-- unique = ["why"]
-- ///
select
  case cast(reason as varchar)
    when 'prospect' then 'Prospects: people without a job to apply for'
    when 'migrated' then 'Copied over from an older system, by the export''s own mark'
    else cast(reason as varchar)
  end as why,
  count(*) as applications,
  count(distinct concat(account, '/', coalesce(candidate_key, application_id))) as people
from all_excluded_applications
group by reason
order by applications desc, why
