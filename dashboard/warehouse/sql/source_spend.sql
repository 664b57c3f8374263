create table source_spend as
select
  cast(account as account) as account,
  cast(source as source) as source,
  cast(channel as channel) as channel,
  cast(country as country) as country,
  month,
  amount,
  currency
from canonical.source_spend
order by source, country, month;
