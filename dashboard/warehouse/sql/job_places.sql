-- What all postings of a requisition agree on; one that does not say disagrees.
create temp macro agreed(value) as if(min(value) = max(value) and count(value) = count(*), min(value), null);

create temp table job_places as
select
  account,
  job_id,
  agreed(country) as country,
  agreed(language) as language,
  agreed(city) as city,
  agreed(work_model) as work_model,
  agreed(relocation) as relocation
from canonical.postings
where job_id is not null
group by account, job_id;
