create table excluded_applications as
from wide_applications
where reason is not null;
