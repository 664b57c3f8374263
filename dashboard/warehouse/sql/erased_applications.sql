-- The counted applications that an erasure removes, with what may be counted of them.
select
  cast(account as varchar) as account,
  coalesce(candidate_key, application_id) as person,
  applied_at,
  cast(country as varchar) as country,
  cast(language as varchar) as language,
  cast(role_level as varchar) as role_level,
  cast(role_family as varchar) as role_family,
  cast(source as varchar) as source,
  cast(milestone as varchar) as milestone
from applications
where account = $account
  and application_id in $applications
order by application_id;
