-- The table `targets`: what the file of the setting `targets` aims at; no row without a file.
create or replace temp view targets as
select unnest(
  cast(getvariable('selected_targets') as
    struct(measure varchar, role_family varchar, country varchar, quarter_start date, value double)[]),
  recursive := true
);
