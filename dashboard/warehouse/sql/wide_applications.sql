-- The columns of `applications`, for those that count and those that do not.
create temp view wide_applications as
select
  application.account,
  application_id,
  candidate_key,
  persons.person,
  job_id,
  posting_id,
  title,
  role_level,
  role_family,
  seniority,
  department,
  country,
  language,
  city,
  work_model,
  relocation,
  source,
  channel,
  first_source,
  last_source,
  is_internal,
  applied_at,
  history.screened_at,
  history.interviewed_at,
  least(history.offer_stage_at, offer_sent_at) as offered_at,
  coalesce(accepted_at, history.hired_stage_at) as hired_at,
  coalesce(ended_at, if(status = 'hired', hired_at, null)) as closed_at,
  status,
  cast(
    case
      when has_accepted or status = 'hired' or history.furthest = 'hired' then 'hired'
      when was_offered then 'offered'
      else coalesce(history.furthest, 'applied')
    end
    as milestone
  ) as milestone,
  close_reason,
  close_side,
  is_reopened,
  is_transferred,
  calendar_days(applied_at, hired_at) as days_to_hire,
  -- An end without a date came after the last recorded event.
  calendar_days(
    applied_at,
    coalesce(
      hired_at,
      closed_at,
      if(status = 'active', as_of(), coalesce(history.last_event_at, applied_at))
    )
  ) as days_observed,
  job_opened_at,
  starts_on,
  has_history and coalesce(history.is_timed, true) as has_history,
  reason
from placed_applications as application
left join history on history.number = application.rowid
join persons
  on persons.account = application.account
  and persons.person_key = coalesce(application.candidate_key, '/' || application.application_id);
