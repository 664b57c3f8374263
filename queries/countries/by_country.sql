-- /// query
-- title = "Countries"
-- question = "Where do people apply, how many are hired, and how long does it take?"
-- basis = "applications received in the period; hires and their time: hires in the period"
-- source = "Wilson score interval, 95%: Wilson 1927, JASA 22"
-- needs = ["has_country"]
--
-- [columns.open_roles]
-- label = "Open roles"
-- help = "Seats open on the last day of the period, of requisitions with postings in one country only; empty when the data has no openings"
--
-- [columns.monthly_applications]
-- label = "By month"
-- help = "Applications received in each month of the period"
--
-- [columns.hires]
-- help = "Accepted offers in the period, whenever they applied"
--
-- [columns.median_days_to_hire]
-- label = "Median days to hire"
-- help = "Of the hires in the period; empty where they are too few to say"
--
-- [columns.hired_since]
-- label = "Hired so far"
-- help = "Of those who applied in the period"
--
-- [columns.hire_rate]
-- help = "The share of the period's applications that has been hired so far"
--
-- [columns.hire_rate_low]
-- label = "95% from"
--
-- [columns.hire_rate_high]
-- label = "95% to"
--
-- [columns.note]
-- label = "In words"
-- [columns.note.texts]
-- few = "Too few hires for a median ({hires})"
--
-- [chart]
-- type = "table"
-- hide = ["hired_since"]
-- bars = ["applications"]
-- sparks = ["monthly_applications"]
--
-- [people]
-- nobody = ["open_roles"]
-- [people.counts]
-- applications = ["hire_rate", "hire_rate_low", "hire_rate_high"]
-- monthly_applications = []
-- hires = ["median_days_to_hire", "note"]
-- hired_since = ["hire_rate", "hire_rate_low", "hire_rate_high"]
--
-- [behind]
-- where = "applied_at >= $since and applied_at < $until and country is not distinct from $row_country"
-- count = "applications"
--
-- [behind.cells]
-- hires = "hired_at >= $since and hired_at < $until and country is not distinct from $row_country"
--
-- [[checks]]
-- name = "a row per country"
-- unique = ["country"]
--
-- [[checks]]
-- name = "a rate lies in its interval"
-- assert = "hire_rate is null or hire_rate between hire_rate_low and hire_rate_high"
-- ///
with
months_of_application as (
  select
    country,
    cast(date_trunc('month', applied_at) as date) as month,
    count(*) as applications,
    sum(case when milestone = 'hired' then 1 else 0 end) as hired_since
  from applications
  where applied_at >= $since
    and applied_at < $until
  group by country, cast(date_trunc('month', applied_at) as date)
),
months as (
  select distinct month
  from months_of_application
),
hires as (
  select
    country,
    count(*) as hires,
    quantile_cont(case when days_to_hire >= 0 then days_to_hire end, 0.5) as median_days
  from applications
  where hired_at >= $since
    and hired_at < $until
  group by country
),
open_seats as (
  select country, count(*) as open_roles
  from openings
  where opened_at < $until
    and (status = 'open' or closed_at >= $until)
  group by country
),
countries as (
  select country from months_of_application
  union
  select country from hires
  union
  select country from open_seats
),
country_months as (
  select
    countries.country,
    sum(months_of_application.applications) as applications,
    sum(months_of_application.hired_since) as hired_since,
    array_agg(coalesce(months_of_application.applications, 0) order by months.month) as monthly_applications
  from countries
  cross join months
  left join months_of_application
    on months_of_application.country is not distinct from countries.country
    and months_of_application.month = months.month
  group by countries.country
),
rates as (
  select
    country,
    applications,
    hired_since,
    monthly_applications,
    wilson_low(hired_since, applications) as hire_rate_low,
    wilson_high(hired_since, applications) as hire_rate_high
  from country_months
)
select
  countries.country,
  case when (select count(*) from all_openings) > 0 then coalesce(open_seats.open_roles, 0) end as open_roles,
  cast(coalesce(rates.applications, 0) as bigint) as applications,
  rates.monthly_applications,
  coalesce(hires.hires, 0) as hires,
  case when hires.hires >= $minimum_n then hires.median_days end as median_days_to_hire,
  cast(coalesce(rates.hired_since, 0) as bigint) as hired_since,
  rates.hired_since / nullif(rates.applications, 0) as hire_rate,
  rates.hire_rate_low,
  rates.hire_rate_high,
  case when hires.hires < $minimum_n then 'few' end as note
from countries
left join rates on rates.country is not distinct from countries.country
left join hires on hires.country is not distinct from countries.country
left join open_seats on open_seats.country is not distinct from countries.country
order by applications desc, cast(countries.country as varchar) nulls last
