-- The table `targets`: what the file of the setting `targets` aims at, one row a target; none without a file.
--   measure        time_to_fill (days) or hires
--   role_family    of a time to fill; null: every family that has no target of its own
--   country        of hires, ISO 3166-1 alpha-2; null: all countries together
--   quarter_start  of hires: first day of the quarter
--   value          days, or hires
create or replace temp view targets as
select unnest(
  cast(getvariable('selected_targets') as
    struct(measure varchar, role_family varchar, country varchar, quarter_start date, value double)[]),
  recursive := true
);
