-- One ENUM type per dimension, shared by all tables, so that comparing and grouping compares small integers.
-- Closed sets keep the order of the vocabulary.
create type role_level as enum (select unnest(getvariable('role_levels')));
create type role_family as enum (select unnest(getvariable('role_families')));
create type seniority as enum (select unnest(getvariable('seniorities')));
create type work_model as enum (select unnest(getvariable('work_models')));
create type channel as enum (select unnest(getvariable('channels')));
create type milestone as enum (select unnest(getvariable('milestones')));
create type application_status as enum (select unnest(getvariable('statuses')));
create type close_side as enum (select unnest(getvariable('close_sides')));
create type opening_status as enum (select unnest(getvariable('opening_statuses')));
create type offer_status as enum (select unnest(getvariable('offer_statuses')));
create type time_precision as enum (select unnest(getvariable('precisions')));
create type language_source as enum (select unnest(getvariable('language_sources')));
create type exclusion_reason as enum ('prospect', 'migrated');

-- The others are sorted. DuckDB refuses an ENUM without a value.
create temp macro any_or_blank(found) as table
  select unnest(coalesce(nullif(list_sort(list_filter(found, lambda value: value is not null)), []), ['']));
