-- /// query
-- title = "Sources compared fairly"
-- question = "Which sources bring more hires than others, beyond chance and beyond where they are used?"
-- basis = "applications received in the period, hires known at the as-of date"
-- population = "Shrunk rate: each source is pulled toward the whole, the more the fewer its applications. Two sources that share a group can't be told apart"
-- source = "Wilson 95% intervals (1927). Shrunk rate: empirical Bayes, beta-binomial, prior by the method of moments (Kleinman 1973); its 95% interval is that of the beta with the mean and variance of Morris 1983 (which counts the doubt about the prior), by integration over the logit, exact to 0.0001 in probability. Mix-adjusted rate: direct standardisation over country and role family to everything shown; cells without applications of a source take the cell's pooled rate"
-- read_with = { by = "source" }
-- not_monotone = ["first_group", "last_group"] # places, not counts
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
-- help = "As if every source had the same mix of country and role family"
-- [columns.own_mix_share]
-- label = "Mix with own applications"
-- help = "Share of everything shown that lies in cells where the source has applications; the rest is borrowed"
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
-- label = "All sources"
-- [columns.verdict]
-- label = "Against all sources"
-- [columns.first_group]
-- label = "Group"
-- help = "Two sources that share a group can't be told apart"
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
-- y = "source"
-- low = "shrunk_low"
-- high = "shrunk_high"
-- reference = "pooled_rate"
-- n = "applications"
-- verdict = "verdict"
-- good = "up"
-- most = 12
--
-- [people]
-- nobody = ["group_count"]
-- overall = ["pooled_rate"]
-- [people.counts]
-- applications = ["hire_rate", "hire_rate_low", "hire_rate_high", "hire_rate_shrunk", "shrunk_low", "shrunk_high", "pull_share", "first_group", "last_group", "verdict", "standing", "mix_adjusted_hire_rate", "own_mix_share", "interview_rate"]
-- hires = ["share_of_hires", "hire_rate", "hire_rate_low", "hire_rate_high", "hire_rate_shrunk", "shrunk_low", "shrunk_high", "first_group", "last_group", "verdict", "standing", "mix_adjusted_hire_rate", "median_days_to_hire", "cost_per_hire"]
-- interviewed = ["interview_rate"]
-- decided_offers = ["acceptance_rate"]
-- accepted_offers = ["acceptance_rate"]
--
-- [behind]
-- where = "applied_at >= $since and applied_at < $until and source is not distinct from $row_source"
-- count = "applications"
--
-- [[checks]]
-- name = "a row per source"
-- unique = ["source"]
-- ///
with spending as (
  select
    cast(source as varchar) as source,
    max(currency) as currency,
    case when min(currency) = max(currency) or max(currency) is null then sum(amount) end as amount
  from source_spend
  where month >= date_trunc('month', $since) and month < $until
  group by cast(source as varchar)
)
select
  compared.name as source,
  compared.applications,
  compared.hires,
  compared.share_of_hires,
  compared.hire_rate,
  compared.hire_rate_low,
  compared.hire_rate_high,
  compared.hire_rate_shrunk,
  compared.shrunk_low,
  compared.shrunk_high,
  compared.pull_share,
  compared.pooled_rate,
  compared.verdict,
  compared.first_group,
  compared.last_group,
  compared.group_count,
  compared.standing,
  compared.mix_adjusted_hire_rate,
  compared.own_mix_share,
  compared.interviewed,
  compared.interview_rate,
  compared.median_days_to_hire,
  compared.decided_offers,
  compared.accepted_offers,
  compared.acceptance_rate,
  spending.amount / nullif(compared.hires, 0) as cost_per_hire,
  case when spending.amount is not null then spending.currency end as currency
from "_shared/rates_compared" as compared
left join spending on spending.source is not distinct from compared.name
order by compared.hire_rate_shrunk desc, compared.applications desc, compared.name nulls last
