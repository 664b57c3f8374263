-- Milestones that an application visited more than once, with the days of all these visits.
create temp table repeated_milestones as
select
  number,
  milestone,
  max(seq) as last_seq,
  if(count(days_in_stage) = count(*), cast(sum(days_in_stage) as integer), null) as days
from visits
where milestone is not null
group by number, milestone
having count(*) > 1;
