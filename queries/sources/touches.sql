-- /// query
-- title = "First touch and last touch"
-- question = "Which sources make people known first, and which bring them in at the end?"
-- basis = "hires in the period"
-- population = "Of each hire the first and the last source that the export names; where it names one, that is both"
-- source = "Wilson score interval of the share of hires, 95%: Wilson 1927, JASA 22"
-- needs = ["has_touches"]
--
-- [columns.touch]
-- label = "Counted by"
-- [columns.hires]
-- label = "Hires"
-- [columns.all_hires]
-- label = "Of hires in all"
-- [columns.share_of_hires]
-- label = "Share of hires"
-- [columns.low]
-- label = "95% from"
-- format = "percent"
-- [columns.high]
-- label = "95% to"
-- format = "percent"
-- [columns.note]
-- label = "In words"
-- [columns.note.texts]
-- few = "Too few hires to say ({all_hires})"
--
-- [chart]
-- type = "bar"
-- x = "share_of_hires"
-- y = "source"
-- color = "touch"
-- low = "low"
-- high = "high"
-- n = "hires"
--
-- [people]
-- not_added = ["all_hires"]
-- apart = ["touch"]
-- counts = { hires = ["share_of_hires", "low", "high"], all_hires = ["share_of_hires", "low", "high", "note"] }
--
-- [[checks]]
-- name = "a row per source and touch"
-- unique = ["source", "touch"]
-- [[checks]]
-- name = "a share lies in its interval"
-- assert = "coalesce(share_of_hires between low and high, true)"
-- ///
with hires as (
  select first_source, last_source, count(*) as hires
  from applications
  where hired_at >= $since and hired_at < $until
    and first_source is not null and last_source is not null
  group by first_source, last_source
),
touches as (
  select 1 as place, 'First touch' as touch, cast(first_source as varchar) as source, hires from hires
  union all
  select 2 as place, 'Last touch' as touch, cast(last_source as varchar) as source, hires from hires
),
sources as (
  select source, sum(hires) as either
  from touches
  group by source
),
kinds as (
  select 1 as place, 'First touch' as touch
  union all
  select 2 as place, 'Last touch' as touch
),
counted as (              -- a source and a touch, with none where a source was never that touch
  select
    kinds.place,
    kinds.touch,
    sources.source,
    sources.either,
    coalesce(sum(touches.hires), 0) as hires
  from sources
  cross join kinds
  left join touches on touches.source = sources.source and touches.place = kinds.place
  group by kinds.place, kinds.touch, sources.source, sources.either
),
shares as (
  select *, sum(hires) over (partition by place) as all_hires
  from counted
)
select
  source,
  touch,
  cast(hires as bigint) as hires,
  cast(all_hires as bigint) as all_hires,
  case when all_hires >= $minimum_n then hires / nullif(all_hires, 0) end as share_of_hires,
  case when all_hires >= $minimum_n then wilson_low(hires, all_hires) end as low,
  case when all_hires >= $minimum_n then wilson_high(hires, all_hires) end as high,
  case when all_hires < $minimum_n then 'few' end as note
from shares
order by either desc, source, place
