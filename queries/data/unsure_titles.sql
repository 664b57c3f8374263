-- /// query
-- title = "Titles to review"
-- question = "Which job titles may or may not be IT architects? They are in no figure until someone decides; the role level unsure shows them."
-- basis = "everything imported, whatever the filters say"
--
-- [columns.title]
-- label = "Title, as written"
--
-- [chart]
-- type = "table"
--
-- [people]
-- nobody = ["jobs"]
-- counts = { applications = [] }
--
-- [[checks]]
-- name = "a row per title and department"
-- unique = ["title", "department"]
-- ///
select
  title,
  cast(department as varchar) as department,
  count(*) as applications,
  count(distinct case when job_id is not null then concat(account, '/', job_id) end) as jobs
from all_applications
where role_level = 'unsure'
group by title, department
order by applications desc, title nulls last, cast(department as varchar) nulls last
