-- /// query
-- title = "What this data can say"
-- question = "Which questions can be answered, and which can't, and why?"
-- basis = "everything imported"
--
-- [columns.subject]
-- label = "About"
-- values = ["Stage history", "Language of the postings", "Country of the offers", "Offers", "Openings", "Spend on sources", "Every source of an application", "Times on hold"]
--
-- [columns.answer]
-- label = "Can be said"
-- values = ["yes", "no"]
--
-- [columns.reason]
-- label = "Why"
-- format = "term"
--
-- [chart]
-- type = "table"
-- hide = ["account"]
--
-- [people]
-- ///
select
  case capability
    when 'has_history' then 'Stage history'
    when 'has_language' then 'Language of the postings'
    when 'has_country' then 'Country of the offers'
    when 'has_offers' then 'Offers'
    when 'has_openings' then 'Openings'
    when 'has_spend' then 'Spend on sources'
    when 'has_touches' then 'Every source of an application'
    when 'has_holds' then 'Times on hold'
    else capability
  end as subject,
  case when available then 'yes' else 'no' end as answer,
  reason,
  account
from capabilities
order by account, available, capability
