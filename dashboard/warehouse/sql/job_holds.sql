create table job_holds as
select cast(account as account) as account, job_id, held_from, held_until
from canonical.job_holds
order by job_id, held_from;
