select account, capability, available, reason
from capabilities
order by account, capability;
