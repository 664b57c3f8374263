-- /// query
-- title = "In words"
-- question = "Which sources differ beyond chance?"
-- basis = "applications received in the period, hires known at the as-of date"
-- read_with = { by = "source" }
-- source = "The shrunk rates and intervals of sources/comparison; only what is more than noise"
--
-- [columns.sentence.texts]
-- more = "{source}: {hire_rate_shrunk} of applications lead to a hire, more than over all sources ({pooled_rate:percent}; probably not chance, hires: {hires})."
-- less = "{source}: {hire_rate_shrunk} of applications lead to a hire, less than over all sources ({pooled_rate:percent}; probably not chance, hires: {hires})."
-- alike = "The {groups} sources cannot be told apart: their differences are no larger than chance makes them."
-- few = "Too few hires to compare sources ({hires})."
-- [columns.hire_rate_shrunk]
-- format = "percent"
--
-- [chart]
-- type = "words"
-- sentence = "sentence"
-- card = "card"
--
-- [people]
-- nobody = ["groups"]
-- not_added = ["hires"]
-- counts = { hires = [] }
--
-- [[checks]]
-- name = "a sentence leads to a card"
-- assert = "sentence is not null and card = 'sources/comparison'"
-- ///
select
  sentence,
  'sources/comparison' as card,
  name as source,
  hire_rate_shrunk,
  pooled_rate,
  hires,
  groups
from "_shared/rates_told_apart"
order by place
