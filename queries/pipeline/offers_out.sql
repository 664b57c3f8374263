-- /// query
-- title = "Offers that wait for an answer"
-- question = "Which offers are out, since when, and is that longer than a decision usually takes?"
-- basis = "offers without a decision at the as-of date, against every offer decided before it"
-- needs = ["has_offers"]
--
-- [params.min_decided]
-- type = "number"
-- label = "Smallest number of decided offers"
-- default = 5
--
-- [columns.title]
-- label = "Job"
-- [columns.days_out]
-- label = "Out for"
-- [columns.sent_on]
-- label = "Sent"
-- [columns.starts_on]
-- label = "First working day"
-- [columns.usual_days]
-- label = "Half decided within"
-- [columns.p90_days]
-- label = "9 in 10 decided within"
-- [columns.decided]
-- label = "Decided offers"
-- [columns.verdict]
-- label = "In words"
-- [columns.verdict.texts]
-- few = "Too few offers to say ({decided})"
-- unknown = "Not stated when it was sent"
-- long = "Longer than nine of ten"
-- half = "Longer than half"
-- usual = "In the usual range"
--
-- [chart]
-- type = "table"
-- columns = ["application_id", "title", "country", "days_out", "sent_on", "starts_on", "usual_days", "p90_days", "verdict"]
-- bars = ["days_out"]
--
-- [behind]
-- table = "stage_visits"
-- where = "account = $row_account and application_id = $row_application_id"
--
-- [[checks]]
-- name = "a row per offer"
-- unique = ["account", "application_id"]
-- ///
with decided_offers as (
  select date_diff('day', cast(sent_at as date), cast(decided_at as date)) as days
  from offers
  where status in ('accepted', 'declined', 'expired')
    and decided_at >= sent_at
    and cast(decided_at as date) <= $as_of
),
usual as (
  select
    count(*) as decided,
    case when count(*) >= $min_decided then quantile_cont(days, 0.5) end as usual_days,
    case when count(*) >= $min_decided then quantile_cont(days, 0.9) end as p90_days
  from decided_offers
),
offers_out as (
  select *, date_diff('day', cast(sent_at as date), $as_of) as days_out
  from offers
  where status = 'pending'
)
select
  offers_out.application_id,
  offers_out.title,
  offers_out.country,
  offers_out.days_out,
  cast(offers_out.sent_at as date) as sent_on,
  offers_out.starts_on,
  usual.usual_days,
  usual.p90_days,
  usual.decided,
  case
    when usual.p90_days is null then 'few'
    when offers_out.days_out is null then 'unknown'
    when offers_out.days_out > usual.p90_days then 'long'
    when offers_out.days_out > usual.usual_days then 'half'
    else 'usual'
  end as verdict,
  offers_out.role_family,
  offers_out.job_id,
  offers_out.account
from offers_out
cross join usual
order by offers_out.days_out desc nulls last, offers_out.account, offers_out.application_id
