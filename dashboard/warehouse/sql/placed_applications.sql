-- Every application with its requisition, its place and its offer, in the order of the published tables: its rowid is its
-- number from here on. An application that names no known posting takes what all postings of its requisition agree on.
create temp table placed_applications as
select
  -- The candidate said no, whatever the system filed it under.
  coalesce(application.status = 'rejected' and offer.status = 'declined', false) as turned_down,
  cast(application.account as account) as account,
  application.application_id,
  application.candidate_key,
  application.job_id,
  application.posting_id,
  job.title,
  cast(job.role_level as role_level) as role_level,
  cast(job.role_family as role_family) as role_family,
  cast(job.seniority as seniority) as seniority,
  cast(job.department as department) as department,
  cast(if(posting.posting_id is null, place.country, posting.country) as country) as country,
  cast(if(posting.posting_id is null, place.language, posting.language) as language) as language,
  cast(if(posting.posting_id is null, place.city, posting.city) as city) as city,
  cast(if(posting.posting_id is null, place.work_model, posting.work_model) as work_model) as work_model,
  if(posting.posting_id is null, place.relocation, posting.relocation) as relocation,
  cast(application.source as source) as source,
  cast(application.channel as channel) as channel,
  cast(application.first_source as source) as first_source,
  cast(application.last_source as source) as last_source,
  application.is_internal,
  coalesce(application.is_reopened, false) as is_reopened,
  coalesce(application.is_transferred, false) as is_transferred,
  local_time(application.applied_at, application.applied_precision = 'day') as applied_at,
  cast(if(turned_down, 'withdrawn', application.status) as application_status) as status,
  if(
    application.status = 'active',
    null,
    local_time(application.closed_at, application.closed_precision = 'day')
  ) as ended_at,
  cast(application.close_reason as close_reason) as close_reason,
  cast(if(turned_down, 'candidate', application.close_side) as close_side) as close_side,
  local_or_day(job.opened_at) as job_opened_at,
  offer.status is not null and (offer.status <> 'pending' or offer.sent_at is not null) as was_offered,
  coalesce(offer.status = 'accepted', false) as has_accepted,
  local_time(offer.sent_at, offer.sent_precision = 'day') as offer_sent_at,
  if(has_accepted, local_time(offer.decided_at, offer.decided_precision = 'day'), null) as accepted_at,
  offer.starts_on,
  coalesce(history.available, false) as has_history,
  cast(
    case when application.is_prospect then 'prospect' when application.is_migrated then 'migrated' end
    as exclusion_reason
  ) as reason
from canonical.applications as application
left join canonical.jobs as job using (account, job_id)
left join canonical.postings as posting using (account, posting_id)
left join job_places as place
  on place.account = application.account
  and place.job_id = application.job_id
left join canonical.offers as offer using (account, application_id)
left join canonical.capabilities as history
  on history.account = application.account
  and history.capability = 'has_history'
order by reason is not null, role_level, country, applied_at;
