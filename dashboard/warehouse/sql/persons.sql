-- Numbers for people, so that counting them compares integers. An application without a candidate is a person of its own.
create temp table persons as
select account, person_key, cast(row_number() over (order by account, person_key) as integer) as person
from (
  select distinct account, coalesce(candidate_key, '/' || application_id) as person_key
  from placed_applications
);
