-- /// query
-- title = "Stages that stand for no milestone"
-- question = "Which stage names were not understood, and which stand beside the pipeline? A step that was not understood is missing from the funnel."
-- basis = "everything imported, whatever the filters say"
-- needs = ["has_history"]
--
-- [columns.stage]
-- label = "Stage, as written"
--
-- [columns.meaning]
-- label = "Read as"
-- values = ["not understood", "beside the pipeline"]
--
-- [columns.last_entered_on]
-- label = "Last entered"
--
-- [chart]
-- type = "table"
-- bars = ["visits"]
--
-- [people]
-- counts = { visits = [] }
--
-- [[checks]]
-- name = "a row per stage"
-- unique = ["stage"]
-- ///
with
unknown_names as (
  select distinct value as stage
  from findings
  where rule = 'Stage name maps to no milestone'
),
stages as (
  select
    cast(stage as varchar) as stage,
    count(*) as visits,
    cast(max(entered_at) as date) as last_entered_on
  from all_stage_visits
  where milestone is null
  group by stage
)
select
  stages.stage,
  case
    when unknown_names.stage is not null or stages.stage is null then 'not understood'
    else 'beside the pipeline'
  end as meaning,
  stages.visits,
  stages.last_entered_on
from stages
left join unknown_names on unknown_names.stage = substring(stages.stage, 1, 80)
order by meaning desc, stages.visits desc, stages.stage nulls last
