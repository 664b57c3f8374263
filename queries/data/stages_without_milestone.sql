-- /// query
-- title = "Stages that stand for no milestone"
-- question = "Which stage names were not understood, or stand beside the pipeline?"
-- basis = "everything imported, whatever the filters say"
-- needs = ["has_history"]
--
-- [columns.stage]
-- label = "Stage, as written"
--
-- [columns.last_entered_on]
-- label = "Last entered"
--
-- [chart]
-- type = "table"
-- bars = ["visits"]
-- note = "A rejected or archived stage belongs here. A step of the process does not: map it, and import again."
--
-- [[checks]]
-- name = "a row per stage"
-- unique = ["stage"]
-- ///
select
  cast(stage as varchar) as stage,
  count(*) as visits,
  cast(max(entered_at) as date) as last_entered_on
from all_stage_visits
where milestone is null
group by stage
order by visits desc, cast(stage as varchar) nulls last
