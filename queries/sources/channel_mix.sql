-- /// query
-- title = "Channels"
-- question = "What share of the applications, and of the hires made from them, comes through each channel?"
-- basis = "applications received in the period, hires known at the as-of date"
--
-- [columns.share]
-- format = "percent"
--
-- [columns.share_of]
-- label = "Share of"
-- values = ["applications", "hires"]
--
-- [chart]
-- type = "bar"
-- x = "share"
-- y = "channel"
-- color = "share_of"
-- n = "number"
--
-- [people]
-- apart = ["share_of"]
-- counts = { number = [] }
--
-- [behind]
-- where = "applied_at >= $since and applied_at < $until and channel is not distinct from $row_channel and ($row_share_of = 'applications' or milestone = 'hired')"
-- count = "number"
--
-- [[checks]]
-- name = "a row per channel and measure"
-- unique = ["channel", "share_of"]
--
-- [[checks]]
-- name = "a share is a share"
-- assert = "share is null or share between 0 and 1"
-- ///
with
channels as (
  select
    channel,
    count(*) as applications,
    sum(case when milestone = 'hired' then 1 else 0 end) as hires
  from applications
  where applied_at >= $since
    and applied_at < $until
  group by channel
),
shares as (
  select
    channel,
    applications as channel_applications,
    1 as position,
    'applications' as share_of,
    applications as number,
    applications / nullif(sum(applications) over (), 0) as share
  from channels
  union all
  select
    channel,
    applications as channel_applications,
    2 as position,
    'hires' as share_of,
    cast(hires as bigint) as number,
    hires / nullif(sum(hires) over (), 0) as share
  from channels
)
select channel, share_of, number, share
from shares
order by channel_applications desc, cast(channel as varchar) nulls last, position
