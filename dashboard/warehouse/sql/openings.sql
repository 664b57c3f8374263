create table openings as
select
  cast(opening.account as account) as account,
  opening.opening_id,
  opening.job_id,
  job.title,
  cast(job.role_level as role_level) as role_level,
  cast(job.role_family as role_family) as role_family,
  cast(job.seniority as seniority) as seniority,
  cast(job.department as department) as department,
  cast(place.country as country) as country,
  cast(place.language as language) as language,
  cast(place.work_model as work_model) as work_model,
  cast(opening.status as opening_status) as status,
  local_or_day(opening.opened_at) as opened_at,
  local_or_day(opening.closed_at) as closed_at,
  if(opening.status = 'filled', local_or_day(opening.closed_at), null) as filled_at,
  opening.application_id,
  opening.target_start_on,
  calendar_days(
    local_or_day(opening.opened_at),
    if(opening.status = 'open', as_of(), local_or_day(opening.closed_at))
  ) as days_open,
  coalesce(job.is_evergreen, false) as is_evergreen,
  coalesce(held.days, 0) as held_days
from canonical.openings as opening
left join held_openings as held using (account, opening_id)
left join canonical.jobs as job using (account, job_id)
left join job_places as place using (account, job_id)
order by role_level, country, opened_at;
