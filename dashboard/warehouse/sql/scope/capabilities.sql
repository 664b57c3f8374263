-- What the import can say stays; its reasons count everyone's rows and are left out.
create table capabilities as
with
limited as (
  select
    account,
    capability,
    available and (capability <> 'has_spend' or exists (from kept_source_spend)) as available,
    available as was_available,
    reason
  from whole.main.capabilities
  where getvariable('scope_account') is null or account in getvariable('scope_account')
)
select
  account,
  capability,
  available,
  case
    when available then 'The data has it.'
    when was_available then 'None of it in what you may see.'
    else reason
  end as reason
from limited
order by account, capability;
