-- /// query
-- title = "Titles to review"
-- question = "Which job titles may or may not be IT architects?"
-- basis = "everything imported, whatever the filters say"
--
-- [columns.title]
-- label = "Title, as written"
--
-- [chart]
-- type = "table"
-- note = "They are in no figure of the architects and wait for a decision: role level \"unsure\" shows them."
--
-- [[checks]]
-- name = "a row per title and department"
-- unique = ["title", "department"]
-- ///
select
  title,
  cast(department as varchar) as department,
  count(*) as applications,
  count(distinct concat(account, '/', job_id)) as jobs
from all_applications
where role_level = 'unsure'
group by title, department
order by applications desc, title nulls last, cast(department as varchar) nulls last
