-- What the warehouse computes, for given rows that do not say it themselves.
update applications set status = if(hired_at is null, 'active', 'hired')
where status is null;
update applications set milestone = case
  when hired_at is not null then 'hired'
  when offered_at is not null then 'offered'
  when interviewed_at is not null then 'interviewed'
  when screened_at is not null then 'screened'
  else 'applied'
end
where milestone is null;
update applications set days_to_hire = date_diff('day', applied_at::date, hired_at::date)
where days_to_hire is null;
update applications set days_observed =
  date_diff('day', applied_at::date, coalesce(closed_at, hired_at, getvariable('as_of'))::date)
where days_observed is null;
update stage_visits set status = 'active'
where status is null;
update stage_visits set is_waiting = left_at is null and status = 'active'
where is_waiting is null;
update stage_visits set days_in_stage =
  date_diff('day', entered_at::date, coalesce(left_at, getvariable('as_of'))::date)
where days_in_stage is null;
update stage_visits set days_in_milestone = (
  select sum(visit.days_in_stage)::integer
  from stage_visits as visit
  where visit.account = stage_visits.account
    and visit.application_id = stage_visits.application_id
    and visit.milestone = stage_visits.milestone
  having max(visit.seq) = stage_visits.seq
)
where days_in_milestone is null;
update openings set closed_at = filled_at
where closed_at is null;
update openings set status = if(filled_at is null, 'open', 'filled')
where status is null;
update openings set days_open = date_diff('day', opened_at::date, coalesce(closed_at, getvariable('as_of'))::date)
where days_open is null;
update applications set person = hash(account, coalesce(candidate_key, '/' || application_id)) % 2000000011
where person is null;
update applications set is_reopened = coalesce(is_reopened, false), is_transferred = coalesce(is_transferred, false);
update openings set held_days = 0
where held_days is null;
