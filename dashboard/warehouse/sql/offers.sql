create table offers as
select
  application.account,
  application.application_id,
  application.job_id,
  cast(offer.status as offer_status) as status,
  local_time(offer.sent_at, offer.sent_precision = 'day') as sent_at,
  coalesce(
    local_time(offer.decided_at, offer.decided_precision = 'day'),
    if(offer.status = 'expired', application.ended_at, null) -- it lapsed undated: at the end of its application
  ) as decided_at,
  offer.starts_on,
  application.title,
  application.role_level,
  application.role_family,
  application.department,
  application.country,
  application.language,
  application.work_model,
  application.source,
  application.channel,
  application.applied_at
from canonical.offers as offer
join placed_applications as application using (account, application_id)
where application.reason is null
order by role_level, country, applied_at;
