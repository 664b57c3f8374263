-- /// query
-- title = "Not stated"
-- question = "For how many of the period's applications does the export not say it?"
-- basis = "applications received in the period"
--
-- [columns.field]
-- label = "What"
-- values = ["Country of the offer", "Language of the posting", "Source", "Channel", "Department", "Work model", "Posting that it came through"]
--
-- [columns.not_stated]
-- label = "Not stated"
--
-- [columns.share_not_stated]
-- label = "Share"
--
-- [chart]
-- type = "bar"
-- x = "share_not_stated"
-- y = "field"
--
-- [people]
-- not_added = ["not_stated", "applications"]
-- counts = { not_stated = [], applications = [] }
--
-- [[checks]]
-- name = "a row per field"
-- unique = ["field"]
--
-- [[checks]]
-- name = "no more than there are"
-- assert = "not_stated between 0 and applications"
-- ///
with
stated_fields as (
  select
    count(*) as applications,
    count(country) as country,
    count(language) as language,
    count(source) as source,
    count(channel) as channel,
    count(department) as department,
    count(work_model) as work_model,
    count(posting_id) as posting
  from applications
  where applied_at >= $since
    and applied_at < $until
),
fields as (
  select 1 as position, 'Country of the offer' as field, applications, country as stated from stated_fields
  union all
  select 2 as position, 'Language of the posting' as field, applications, language as stated from stated_fields
  union all
  select 3 as position, 'Source' as field, applications, source as stated from stated_fields
  union all
  select 4 as position, 'Channel' as field, applications, channel as stated from stated_fields
  union all
  select 5 as position, 'Department' as field, applications, department as stated from stated_fields
  union all
  select 6 as position, 'Work model' as field, applications, work_model as stated from stated_fields
  union all
  select 7 as position, 'Posting that it came through' as field, applications, posting as stated from stated_fields
)
select
  field,
  applications - stated as not_stated,
  applications,
  (applications - stated) / nullif(applications, 0) as share_not_stated
from fields
order by position
