-- What no account's data can say, and why.
select capability, min(reason) as reason
from warehouse.main.capabilities
group by capability
having not bool_or(available)
order by capability
