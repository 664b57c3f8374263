-- /// query
-- title = "Countries compared fairly"
-- question = "In which countries are more applicants hired than in others, beyond chance and beyond what is hired for there?"
-- basis = "applications received in the period, hires known at the as-of date"
-- population = "Shrunk rate: each country is pulled toward the whole, the more the fewer its applications. Two countries that share a group can't be told apart"
-- source = "Wilson 95% intervals (1927). Shrunk rate: empirical Bayes, beta-binomial, prior by the method of moments (Kleinman 1973); its 95% interval is that of the beta with the mean and variance of Morris 1983 (which counts the doubt about the prior), by integration over the logit, exact to 0.0001 in probability. Mix-adjusted rate: direct standardisation over role family and source to everything shown; cells without applications of a country take the cell's pooled rate"
-- read_with = { by = "country" }
--
-- [columns.hire_rate]
-- label = "Hired of those who applied"
-- [columns.hire_rate_low]
-- format = "percent"
-- [columns.hire_rate_high]
-- format = "percent"
-- [columns.hire_rate_shrunk]
-- label = "Shrunk rate"
-- format = "percent"
-- [columns.shrunk_low]
-- format = "percent"
-- [columns.shrunk_high]
-- format = "percent"
-- [columns.pull_share]
-- label = "Pulled toward the whole"
-- [columns.mix_adjusted_hire_rate]
-- label = "Rate at everyone's mix"
-- help = "As if every country had the same mix of role family and source"
-- [columns.own_mix_share]
-- label = "Mix with own applications"
-- help = "Share of everything shown that lies in cells where the country has applications; the rest is borrowed"
-- [columns.interview_rate]
-- label = "Reached an interview"
-- [columns.median_days_to_hire]
-- help = "Empty where the hires are too few to say"
-- [columns.decided_offers]
-- label = "Offers decided"
-- [columns.acceptance_rate]
-- label = "Offers accepted"
-- help = "Empty where the decided offers are too few to say"
-- [columns.pooled_rate]
-- label = "All countries"
-- [columns.verdict]
-- label = "Against all countries"
-- [columns.first_group]
-- label = "Group"
-- help = "Two countries that share a group can't be told apart"
-- [columns.last_group]
-- label = "to group"
-- [columns.standing]
-- label = "In words"
-- [columns.standing.texts]
-- few = "Too few hires to say ({hires}): {pull_share:percent} of its rate is that of the whole"
-- alone = "Not distinguishable from the others"
-- group = "Group {first_group} of {group_count}"
-- groups = "Groups {first_group} to {last_group} of {group_count}"
--
-- [chart]
-- type = "dot_interval"
-- x = "hire_rate_shrunk"
-- y = "country"
-- low = "shrunk_low"
-- high = "shrunk_high"
-- reference = "pooled_rate"
-- n = "applications"
-- verdict = "verdict"
-- good = "up"
-- most = 15
--
-- [people]
-- nobody = ["group_count"]
-- overall = ["pooled_rate"]
-- [people.counts]
-- applications = ["hire_rate", "hire_rate_low", "hire_rate_high", "hire_rate_shrunk", "shrunk_low", "shrunk_high", "pull_share", "first_group", "last_group", "verdict", "standing", "mix_adjusted_hire_rate", "own_mix_share", "interview_rate"]
-- hires = ["share_of_hires", "hire_rate", "hire_rate_low", "hire_rate_high", "hire_rate_shrunk", "shrunk_low", "shrunk_high", "first_group", "last_group", "verdict", "standing", "mix_adjusted_hire_rate", "median_days_to_hire"]
-- interviewed = ["interview_rate"]
-- decided_offers = ["acceptance_rate"]
-- accepted_offers = ["acceptance_rate"]
--
-- [behind]
-- where = "applied_at >= $since and applied_at < $until and country is not distinct from $row_country"
-- count = "applications"
--
-- [[checks]]
-- name = "a row per country"
-- unique = ["country"]
-- ///
select
  name as country,
  applications,
  hires,
  share_of_hires,
  hire_rate,
  hire_rate_low,
  hire_rate_high,
  hire_rate_shrunk,
  shrunk_low,
  shrunk_high,
  pull_share,
  pooled_rate,
  verdict,
  first_group,
  last_group,
  group_count,
  standing,
  mix_adjusted_hire_rate,
  own_mix_share,
  interviewed,
  interview_rate,
  median_days_to_hire,
  decided_offers,
  accepted_offers,
  acceptance_rate
from "_shared/rates_compared"
order by hire_rate_shrunk desc, applications desc, country nulls last
