create table applications as
select * exclude (reason)
from wide_applications
where reason is null;
