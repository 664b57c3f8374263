create table postings as
select
  cast(posting.account as account) as account,
  posting.posting_id,
  posting.job_id,
  posting.title,
  cast(job.role_level as role_level) as role_level,
  cast(job.role_family as role_family) as role_family,
  cast(job.department as department) as department,
  cast(posting.country as country) as country,
  cast(posting.language as language) as language,
  cast(posting.language_source as language_source) as language_source,
  cast(posting.city as city) as city,
  posting.location,
  cast(posting.work_model as work_model) as work_model,
  posting.relocation,
  local_or_day(posting.published_at) as published_at,
  local_or_day(posting.unpublished_at) as unpublished_at
from canonical.postings as posting
left join canonical.jobs as job using (account, job_id)
order by role_level, country, published_at;
