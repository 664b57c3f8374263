-- /// query
-- title = "In words"
-- question = "Which countries differ beyond chance?"
-- basis = "applications received in the period, hires known at the as-of date"
-- read_with = { by = "country" }
-- source = "The shrunk rates and intervals of countries/comparison; only what is more than noise"
--
-- [columns.sentence.texts]
-- more = "{hire_rate_shrunk} of applications lead to a hire, more than over all countries ({pooled_rate:percent}; probably not chance, hires: {hires})."
-- less = "{hire_rate_shrunk} of applications lead to a hire, less than over all countries ({pooled_rate:percent}; probably not chance, hires: {hires})."
-- alike = "The {groups} countries cannot be told apart: their differences are no larger than chance makes them."
-- few = "Too few hires to compare countries ({hires})."
-- [columns.hire_rate_shrunk]
-- format = "percent"
--
-- [chart]
-- type = "words"
-- sentence = "sentence"
-- subject = "country"
-- card = "card"
--
-- [people]
-- nobody = ["groups"]
-- not_added = ["hires"]
-- counts = { hires = [] }
--
-- [[checks]]
-- name = "a sentence leads to a card"
-- assert = "sentence is not null and card = 'countries/comparison'"
-- ///
select
  sentence,
  'countries/comparison' as card,
  name as country,
  hire_rate_shrunk,
  pooled_rate,
  hires,
  groups
from "_shared/rates_told_apart"
order by place
