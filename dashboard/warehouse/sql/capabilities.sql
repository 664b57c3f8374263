create table capabilities as
select account, cast(capability as varchar) as capability, available, reason
from canonical.capabilities
order by account, capability;
