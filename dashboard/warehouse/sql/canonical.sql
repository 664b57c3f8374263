-- The canonical tables as the import left them, in UTC, and what turns their times into days of the reporting time zone.
attach ':memory:' as canonical;

create view canonical.jobs as from read_parquet(getvariable('canonical') || '/jobs.parquet');
create view canonical.job_holds as from read_parquet(getvariable('canonical') || '/job_holds.parquet');
create view canonical.openings as from read_parquet(getvariable('canonical') || '/openings.parquet');
create view canonical.postings as from read_parquet(getvariable('canonical') || '/postings.parquet');
create view canonical.applications as from read_parquet(getvariable('canonical') || '/applications.parquet');
create view canonical.stage_visits as from read_parquet(getvariable('canonical') || '/stage_visits.parquet');
create view canonical.offers as from read_parquet(getvariable('canonical') || '/offers.parquet');
create view canonical.source_spend as from read_parquet(getvariable('canonical') || '/source_spend.parquet');
create view canonical.findings as from read_parquet(getvariable('canonical') || '/findings.parquet');
create view canonical.imports as from read_parquet(getvariable('canonical') || '/imports.parquet');
create view canonical.capabilities as from read_parquet(getvariable('canonical') || '/capabilities.parquet');
create view canonical.forgotten_totals as from read_parquet(getvariable('canonical') || '/forgotten_totals.parquet');

-- A time of day precision is the same calendar day everywhere and is not shifted.
create temp macro local_time(utc, is_day) as
  if(
    getvariable('timezone') = 'UTC' or coalesce(is_day, false),
    utc,
    utc at time zone 'UTC' at time zone getvariable('timezone')
  );

-- Where no precision is recorded, midnight sharp is a day.
create temp macro local_or_day(utc) as local_time(utc, utc = date_trunc('day', utc));

create temp macro calendar_days(earlier, later) as
  cast(date_diff('day', cast(earlier as date), cast(later as date)) as integer);

create temp macro as_of() as cast(local_or_day(getvariable('as_of')) as date);
