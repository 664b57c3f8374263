create table stage_visits as
select
  application.account,
  application.application_id,
  visit.seq,
  visit.stage,
  visit.milestone,
  visit.entered_at,
  visit.left_at,
  visit.precision,
  visit.days_in_stage,
  case
    when visit.milestone is null then null
    when repeated.number is null then visit.days_in_stage
    when repeated.last_seq = visit.seq then repeated.days
  end as days_in_milestone,
  visit.is_waiting,
  application.job_id,
  application.title,
  application.role_level,
  application.role_family,
  application.department,
  application.country,
  application.language,
  application.work_model,
  application.source,
  application.channel,
  application.applied_at,
  application.status
from visits as visit
join placed_applications as application on application.rowid = visit.number
left join repeated_milestones as repeated
  on repeated.number = visit.number
  and repeated.milestone = visit.milestone
where application.reason is null;
